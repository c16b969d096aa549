import type { AnalysisSettings } from '../analysis/settings.ts';

type Bands = AnalysisSettings['severity'];
/** Bands as somebody states them: one, both or none. */
export type StatedBands = { readonly [Band in keyof Bands]?: number | undefined };

/** 351 lines of 300 are major: the band of the V2 documents, carried over to every limit. */
const defaultMajorAbove = 350 / 300;
/** 376 lines of 300 are critical. */
const defaultCriticalAbove = 375 / 300;

/** Both bands. One that is stated alone pushes the other: nothing is critical before it is major. */
export function severityBands({ majorAbove, criticalAbove }: StatedBands): Bands {
  return {
    majorAbove: majorAbove ?? Math.min(defaultMajorAbove, criticalAbove ?? defaultMajorAbove),
    criticalAbove: criticalAbove ?? Math.max(defaultCriticalAbove, majorAbove ?? 0),
  };
}
