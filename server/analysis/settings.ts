import type { Counting, LimitName } from './limits/limits.ts';

/** What the rules need to know about one file, already merged from every source. */
export interface AnalysisSettings {
  /** Zero: no limit. */
  readonly limits: Readonly<Record<LimitName, number>>;
  /** Whether a limit that the file declares for itself does not count: an exemption says otherwise. */
  readonly ignoresDeclaredLimits?: boolean;
  /** Limits that advise only: what exceeds them is a hint, whatever the bands say. */
  readonly guidelines: ReadonlySet<LimitName>;
  readonly counting: Counting;
  /** How the lines of functions are counted where that differs: two tools may state the two limits. */
  readonly functionCounting?: Counting;
  /** Multiples of a limit: above the first a finding is major, above the second critical. */
  readonly severity: { readonly majorAbove: number; readonly criticalAbove: number };
  /** Part of a limit from which a hint says that it comes near: 0.9; undefined for no such hints. */
  readonly approachingFrom: number | undefined;
  /** Language ids whose files have a length limit. */
  readonly fileLengthLanguages: ReadonlySet<string>;
  /** Dotted names of Python modules that are heavy; a module below one of them is heavy too. */
  readonly heavyModules: ReadonlySet<string>;
  /** Whether an import that loads a heavy module through other files of the repository is none to tell. */
  readonly directImportsOnly?: boolean;
  /** Whether comments of other tools (`# noqa`, `eslint-disable`) disable nothing. */
  readonly ownCommentsOnly?: boolean;
  /** Packages of JavaScript that are heavy, by the name they are imported by; what lies below one is heavy too. */
  readonly heavyPackages: ReadonlySet<string>;
}
