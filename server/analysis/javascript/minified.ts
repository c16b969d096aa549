import type { SourceText } from '../text/sourceText.ts';

/** Characters of a line, on average, that nobody writes by hand. */
const longAverage = 300;
/** A text with more lines than this may hold data in some of them, and be a person's all the same. */
const fewLines = 100;
const hugeAverage = 1000;

/** Whether a text was made by a minifier: its definitions are nobody's to shorten. */
export function isMinified({ length, lineCount }: SourceText): boolean {
  const average = length / lineCount;
  return average > hugeAverage || (average > longAverage && lineCount <= fewLines);
}
