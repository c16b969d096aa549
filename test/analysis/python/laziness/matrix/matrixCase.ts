import type { FixKind } from '../../../../../server/analysis/fixes/fix.ts';
import type { ImportContext } from '../../../../../server/analysis/laziness/importExplanation.ts';

/** A text with what the safety matrix says of its heavy import. */
export interface MatrixCase {
  /** Its number in the table of `docs/rules/heavy-import.md`. */
  readonly case: number;
  readonly name: string;
  readonly text: string;
  /** What differs from: Python 3.11, a workspace in which nobody uses a name of this module. */
  readonly context?: Partial<ImportContext>;
  /** `silent`: there is no finding. */
  readonly verdict: 'safe' | 'unsafe' | 'no' | 'silent';
  /** Matrix cases of the obstacles, in order of their place; none where not told. */
  readonly obstacles?: readonly number[];
  /** The text after each fix; these are the kinds that are offered, the preferred one first. */
  readonly fixes?: Readonly<Partial<Record<FixKind, string>>>;
  /** A part of what the first obstacle says. */
  readonly says?: string;
}

/** Python whose annotations are evaluated when they are asked for, and that knows `lazy import`. */
export const python315 = { target: { major: 3, minor: 15 } } as const;
