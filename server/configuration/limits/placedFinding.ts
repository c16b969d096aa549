import type { LimitSourceFinding } from '../../analysis/finding.ts';

/** A finding about a file that states limits. */
export interface PlacedFinding {
  /** Relative to the root of the repository, with forward slashes. */
  readonly path: string;
  readonly finding: LimitSourceFinding;
}
