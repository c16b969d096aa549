import type { Range } from '../finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { WorkspaceFacts } from './workspaceFacts.ts';

/** A version of Python or another language: `{ major: 3, minor: 15 }`. */
export interface TargetVersion {
  readonly major: number;
  readonly minor: number;
}

/** What beyond the text decides whether an import can be lazy. */
export interface ImportContext {
  /** The oldest Python the code has to run on; undefined where nothing says. */
  readonly target: TargetVersion | undefined;
  /** Undefined where only this file is known: then no fix that could break another file is called safe. */
  readonly workspace: WorkspaceFacts | undefined;
  /** Whether the text is a cell of a notebook: the other cells share its names, and nobody can say what they use. */
  readonly isNotebookCell?: boolean;
  /** Whether what runs or bundles JavaScript is known to have `import defer`. */
  readonly importDefer?: boolean;
}

/** A use of an imported name, or another reason, that forbids or hinders a lazy import. */
export interface Obstacle {
  /** Number of the case in the safety matrix (`docs/rules/heavy-import.md`). */
  readonly matrixCase: number;
  readonly range: Range;
  /** A sentence: `Line 12 uses 'torch' as a base class while the module is imported.` */
  readonly message: string;
}

/** Why a heavy import can or cannot be lazy. */
export interface ImportExplanation {
  /** `safe`: there is a safe fix; `unsafe`: only ones that may change behaviour; `no`: it has to stay. */
  readonly verdict: 'safe' | 'unsafe' | 'no';
  readonly obstacles: readonly Obstacle[];
  /** The preferred one first. */
  readonly fixes: readonly Fix[];
  /** Sentences worth knowing that forbid nothing: what an import costs in a loop. */
  readonly notes?: readonly string[];
}
