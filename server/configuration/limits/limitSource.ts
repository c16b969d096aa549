import type { Range, RuleId } from '../../analysis/finding.ts';
import type { Counting, LimitName } from '../../analysis/limits/limits.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';

/** Where a limit can come from; `declaration` is a file's own docstring or head comment. */
export type LimitSourceKind =
  | 'swarm.json'
  | 'v2-rules'
  | 'eslint'
  | 'pylint'
  | 'ruff'
  | 'flake8'
  | 'editor'
  | 'default'
  | 'declaration'
  | 'exemption';

/** A place in a file of the repository; the path is relative to its root, with forward slashes. */
export interface SourcePlace {
  readonly path: string;
  readonly range: Range;
}

/** Who states a limit. */
export interface LimitOrigin {
  readonly kind: LimitSourceKind;
  /** As the source calls it: `v2.limits.file`, `max-lines`, `swarm.limits.file`. */
  readonly name: string;
  /** Undefined for the editor's settings and the defaults, which stand in no file of the repository. */
  readonly place?: SourcePlace;
}

/** One source stating one limit. */
export interface LimitStatement {
  readonly limit: LimitName;
  /** Zero: no limit. Undefined takes back what the same source stated before. */
  readonly value: number | undefined;
  /** Whether the source only advises: what exceeds the limit is a hint. */
  readonly guideline: boolean;
  /** How the source counts lines, where it says so. */
  readonly counting?: Counting;
  readonly origin: LimitOrigin;
}

/** Statements that hold for the same files. */
export interface StatementGroup {
  /** Globs relative to the root; undefined for every file. */
  readonly files?: readonly string[];
  readonly ignores?: readonly string[];
  readonly statements: readonly LimitStatement[];
  readonly severity?: Partial<AnalysisSettings['severity']>;
  readonly counting?: Counting;
  readonly guidelines?: readonly LimitName[];
}

/** What one source states; of several groups that match a file the last one that speaks of a limit counts. */
export interface LimitSource {
  readonly kind: LimitSourceKind;
  /** Files it can be about. */
  readonly languages: 'all' | 'python' | 'javascript';
  /** The folder it is about, relative to the root; undefined for all of the repository. */
  readonly folder?: string;
  /**
   * What of the same tool it takes the place of: `above`, what it is told in folders above; `all`, also what it is told
   * in folders below, unless that says `all` too. Undefined adds to what is said above.
   */
  readonly supersedes?: 'above' | 'all';
  readonly groups: readonly StatementGroup[];
  /** Python modules that the tool is told to keep out of module level. */
  readonly heavyModules?: readonly string[];
}

/** Files that may exceed limits, with the reason. */
export interface Exemption {
  /** Paths or globs relative to the root. */
  readonly files: readonly string[];
  readonly rules: readonly RuleId[];
  /** What they may have instead; undefined for no limit. */
  readonly limit?: number;
  readonly reason: string;
  /** Last day on which it holds: `2027-01-31`. */
  readonly expires?: string;
  readonly approvedBy?: string;
  readonly place: SourcePlace;
}

/** What a repository's files, `swarm.json` apart, say about limits. Plain data: a worker thread can be given it. */
export interface RepositoryLimits {
  /** In order of precedence. */
  readonly sources: readonly LimitSource[];
  readonly exemptions: readonly Exemption[];
}

/** Of a repository without such files. */
export const noRepositoryLimits: RepositoryLimits = { sources: [], exemptions: [] };
