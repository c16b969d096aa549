import type { LimitName } from '../../analysis/limits/limits.ts';
import type { LimitOrigin } from './limitSource.ts';

/** A value that a source gave a limit. Zero: no limit. */
export interface StatedValue {
  readonly value: number;
  readonly guideline: boolean;
  readonly origin: LimitOrigin;
}

/** The limit that holds for a file, who states it, and what it overrides, the strongest first. */
export interface LimitProvenance extends StatedValue {
  readonly limit: LimitName;
  readonly overrides: readonly StatedValue[];
}
