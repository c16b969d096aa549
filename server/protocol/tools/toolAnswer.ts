import { undisguised } from '../undisguised.ts';
import type { RowChoice } from './toolRequest.ts';

/** What a model is given: always an object, in which the texts of others are values and nothing else. */
export type ToolAnswer = Readonly<Record<string, unknown>>;

/** The answer of a route for a model; of a list the rows that were asked for, with how many there are. */
export function toolAnswer(answer: unknown, rows: RowChoice | undefined): ToolAnswer {
  if (!Array.isArray(answer)) return plainValue(isObject(answer) ? answer : { value: answer }) as ToolAnswer;
  if (rows === undefined) return { total: answer.length, items: plainValue(answer) };
  const chosen = answer.filter((row) => isChosen(row, rows));
  const items = chosen.slice(rows.offset, rows.offset + rows.limit);
  return { total: chosen.length, items: plainValue(items) };
}

function isChosen(row: unknown, { equal }: RowChoice): boolean {
  return Object.entries(equal).every(([name, value]) => isObject(row) && row[name] === value);
}

/** The value without control characters in any of its texts. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return undisguised(value);
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [plainValue(name), plainValue(member)]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
