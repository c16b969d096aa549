import { type DamageList, quoted } from './damage.ts';
import type { JsonScalar } from './jsonNode.ts';
import type { JsonText } from './jsonText.ts';
import { beginsName } from './memberName.ts';
import { stringContent } from './stringContent.ts';
import { nextQuote, type ValuePlace } from './stringExtent.ts';

/** A value without quotes around it: undefined where it cannot be known. */
export interface BareValue {
  readonly node: JsonScalar | undefined;
  readonly end: number;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[ \t\r\n,;}\]]|$|\/[/*])/y;
/** In sound JSON a name follows the comma behind a member's value, never a digit. */
const grouped = /-?\d{1,3}(?:,\d{3})+(?=[ \t]*(?:[,}\]\r\n]|$))/y;
const loose = /^[+-]?(?:\d+\.\d*|\.\d+|[1-9]\d*)$/;
const word = /(?:true|false|null)(?![\w"$])/y;

/** Of Python and JavaScript; what JSON has no number for is nothing. */
const foreignWords: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['TRUE', true],
  ['False', false],
  ['FALSE', false],
  ['None', null],
  ['NULL', null],
  ['Null', null],
  ['undefined', null],
  ['NaN', null],
  ['Infinity', null],
  ['-Infinity', null],
]);
const words = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const maximumCharacters = 2000;

/** Reads a number, a word or a string whose quotes are missing. */
export function bareValue(
  source: JsonText,
  start: number,
  place: ValuePlace,
  damages: DamageList,
): BareValue {
  const group = place === 'member' ? source.match(grouped, start) : null;
  if (group) return groupedNumber(group[0], start, damages);
  const figure = source.match(number, start);
  if (figure) return numberValue(source, figure[0], start, damages);
  const known = source.match(word, start);
  if (known) return scalar(words.get(known[0]) ?? null, start, start + known[0].length);
  const end = bareEnd(source, start, place);
  return unquotedValue(source, start, end, damages);
}

function scalar(value: JsonScalar['value'], start: number, end: number): BareValue {
  return { node: { kind: 'scalar', value, start, end }, end };
}

function groupedNumber(text: string, start: number, damages: DamageList): BareValue {
  const end = start + text.length;
  const plain = text.replaceAll(',', '');
  damages.replace(start, end, plain, 'a number has commas between its digits');
  return scalar(Number(plain), start, end);
}

/** A number at the very end of a file that is cut off may have lost digits. */
function numberValue(source: JsonText, text: string, start: number, damages: DamageList): BareValue {
  const end = start + text.length;
  if (end < source.length) return scalar(Number(text), start, end);
  const note = `The number ${text} stands at the very end and may have lost digits.`;
  damages.add({ start, end, message: 'the file ends with a number', edits: [], note });
  return { node: undefined, end };
}

/** Where a value without quotes ends: at its line's end, a bracket, or the comma before what follows. */
function bareEnd(source: JsonText, start: number, place: ValuePlace): number {
  const lineEnd = Math.min(source.lineEnd(start), start + maximumCharacters);
  const onlyQuote = nextQuote(source, start, lineEnd) + 1;
  if (onlyQuote > start && lineGoesNoFurther(source, onlyQuote)) return onlyQuote;
  for (let at = start; at < lineEnd; at++) {
    const character = source.text.charAt(at);
    if (character === '}' || character === ']') return source.trimEnd(at, start);
    if (character === ',' && endsAtComma(source, at, place)) return source.trimEnd(at, start);
  }
  return source.trimEnd(lineEnd, start);
}

/** Whether nothing but a comma follows in a line. */
function lineGoesNoFurther(source: JsonText, from: number): boolean {
  const at = source.skipBlanks(from);
  return source.isLineEnd(source.text.charAt(at) === ',' ? source.skipBlanks(at + 1) : at);
}

function endsAtComma(source: JsonText, at: number, place: ValuePlace): boolean {
  const next = source.skipBlanks(at + 1);
  return place === 'item' || source.isLineEnd(next) || beginsName(source, next);
}

function unquotedValue(source: JsonText, start: number, end: number, damages: DamageList): BareValue {
  const raw = source.text.slice(start, end);
  const isLast = end >= source.trimEnd(source.length, start);
  const begun = isLast && raw !== '' ? [...words.keys()].find((each) => each.startsWith(raw)) : undefined;
  const meant = begun ?? (foreignWords.has(raw) ? String(foreignWords.get(raw)) : undefined);
  if (meant !== undefined) {
    damages.replace(start, end, meant, `${quoted(raw)} is no word of JSON`);
    return scalar(words.get(meant) ?? null, start, end);
  }
  if (loose.test(raw)) {
    damages.replace(start, end, String(Number(raw)), `${quoted(raw)} is no number of JSON`);
    return scalar(Number(raw), start, end);
  }
  return unquotedText(raw, start, end, damages);
}

function unquotedText(raw: string, start: number, end: number, damages: DamageList): BareValue {
  const text = raw.endsWith('"') ? raw.slice(0, -1) : raw;
  if (text === '') {
    const note = 'A value is missing; null is put in its place.';
    damages.add({
      start,
      end,
      message: 'a value is missing',
      edits: [{ start, end, newText: 'null' }],
      note,
    });
    return { node: undefined, end };
  }
  if (raw !== text) return unopenedString(text, start, end, damages);
  if (/["\\{[]|[^\P{Cc}\t]/u.test(text)) {
    damages.unknown(start, end, `${quoted(raw)} is no value of JSON`);
    return { node: undefined, end };
  }
  const edits = [
    { start, end: start, newText: '"' },
    { start: end, end, newText: '"' },
  ];
  damages.add({ start, end, message: 'quotes around a string are missing', edits });
  return scalar(text, start, end);
}

/** A string with its closing quote alone. */
function unopenedString(text: string, start: number, end: number, damages: DamageList): BareValue {
  const { value, edits } = stringContent(text, 0, text.length);
  const moved = edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
  const message = 'an opening quote is missing';
  damages.add({ start, end, message, edits: [{ start, end: start, newText: '"' }, ...moved] });
  return scalar(value, start, end);
}
