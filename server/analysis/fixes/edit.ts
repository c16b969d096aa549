import type { Range } from '../finding.ts';

/** A change of a text: what stands in the range is replaced. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}
