import type { StatedFraction } from './declaredFacts.ts';
import { numberOf } from './declaredWords.ts';

/** A percentage with other words behind it ("100 % success", "67 % ahead") is not that of the fraction. */
const shape =
  /(?<![\d/.,])(\d[\d,]{0,14})[*_]{0,2} ?\/ ?[*_]{0,2}(\d[\d,]{0,14})(?![\d/]|,\d)[*_]{0,2}(?: {0,2}(points|pts))?[*_]{0,2}(?: {0,2}\(\s?[*_]{0,2}(\d{1,6}(?:\.\d{1,4})?) ?%(?= {0,2}(?:\)|[*_]{1,2}\)|complete|done|of\b)) ?\)?)?/gi;
const longestLine = 2000;

/** The fractions of points, and those with a percentage, that a line of text states. */
export function fractionsIn(text: string, line: number, about = text): StatedFraction[] {
  const found: StatedFraction[] = [];
  for (const match of text.slice(0, longestLine).matchAll(shape)) {
    const [whole, first = '', second = '', unit, percent] = match;
    const [part, total] = [numberOf(first), numberOf(second)];
    if (part === undefined || total === undefined || total === 0) continue;
    if (unit === undefined && percent === undefined) continue;
    const isProgress = unit !== undefined || /progress|complete|earned|points|pts/i.test(about.slice(0, 200));
    const stated = percent === undefined ? null : Number(percent);
    found.push({ part, whole: total, percent: stated, text: whole.trim(), isProgress, line });
  }
  return found;
}
