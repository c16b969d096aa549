import type { JsonThreshold } from '../../../../protocol/gateReports.ts';
import { jsonOf } from './jsonDocument.ts';
import { valueAt } from './jsonPath.ts';
import { Details, type ReportContent } from './reportContent.ts';

/**
 * The values of a JSON file by their paths: numbers times their factor, texts, `true` and `false`. What is none of
 * these, or beyond the numbers there are, is left out and told.
 * @throws {UnusableReport}
 */
export function readJsonValues(
  chunks: Iterable<string>,
  thresholds: readonly Pick<JsonThreshold, 'value' | 'factor'>[],
): ReportContent {
  const document = jsonOf(chunks);
  const details = new Details();
  const figures = thresholds.flatMap(({ value: path, factor }) => {
    const found = valueAt(document, path);
    const figure = figureOf(found, factor);
    if (figure === undefined) details.add(`${path}: ${shown(found)}`);
    return figure === undefined ? [] : [[path, figure] as const];
  });
  return { figures: Object.fromEntries(figures), details: details.lines };
}

function figureOf(found: unknown, factor: number): number | string | undefined {
  if (typeof found === 'boolean') return String(found);
  if (typeof found === 'string') return found.slice(0, 1000);
  if (typeof found !== 'number') return undefined;
  const figure = rounded(found * factor);
  return Number.isFinite(figure) ? figure : undefined;
}

/** Without the noise of binary fractions: 0.0011 × 100 is 0.11. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function shown(found: unknown): string {
  if (found === undefined) return 'there is no such value';
  if (typeof found === 'number') return 'it is too large a number';
  return found === null ? 'it is null' : `it is ${Array.isArray(found) ? 'a list' : 'an object'}`;
}
