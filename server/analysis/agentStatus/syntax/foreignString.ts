import type { DamageList } from './damage.ts';
import type { JsonText } from './jsonText.ts';

/** A string between quotes that JSON does not know: of Python, of a word processor. */
export interface ForeignString {
  readonly value: string;
  readonly end: number;
}

const nameInForeignQuotes = /[“”„‘’'`]([^“”„‘’'`"\\\n]{1,100})[“”„‘’'`"](?=[ \t]{0,20}:)/y;
const closing: Readonly<Record<string, RegExp>> = {
  "'": /'(?=[ \t]{0,20}(?:[,}\]\r\n]|$))/g,
  '`': /`(?=[ \t]{0,20}(?:[,}\]\r\n]|$))/g,
};
const curly = /[“”„‘’"](?=[ \t]{0,20}(?:[,}\]\r\n]|$))/g;
const maximumCharacters = 2000;
const message = 'a string stands in quotes that JSON does not know';

export function isForeignQuote(code: number): boolean {
  return code === 39 || code === 96 || (code >= 0x2018 && code <= 0x201e);
}

/** The name of a member in such quotes; undefined where none stands here. */
export function foreignName(
  source: JsonText,
  start: number,
  damages: DamageList | undefined,
): ForeignString | undefined {
  const match = source.match(nameInForeignQuotes, start);
  if (!match) return undefined;
  return replaced(match[1] ?? '', start, start + match[0].length, damages);
}

/** A value in such quotes; undefined where they are not closed in their line. */
export function foreignString(
  source: JsonText,
  start: number,
  damages: DamageList,
): ForeignString | undefined {
  const expression = closing[source.text.charAt(start)] ?? curly;
  expression.lastIndex = start + 1;
  const line = source.text.slice(0, Math.min(source.lineEnd(start) + 1, start + maximumCharacters));
  const match = expression.exec(line);
  if (!match) return undefined;
  const value = source.text.slice(start + 1, match.index).replaceAll(/\\(['`"])/g, '$1');
  return replaced(value, start, match.index + 1, damages);
}

function replaced(value: string, start: number, end: number, damages: DamageList | undefined): ForeignString {
  damages?.replace(start, end, JSON.stringify(value), message);
  return { value, end };
}
