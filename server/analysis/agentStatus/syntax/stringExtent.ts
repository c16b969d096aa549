import type { JsonText } from './jsonText.ts';

/** What a string is read as: the value of a member, or an item of a list. */
export type ValuePlace = 'member' | 'item';

/** How far a string goes. */
export interface StringExtent {
  /** `open`: its closing quote is missing; `cut`: so is all that was to follow. */
  readonly kind: 'closed' | 'open' | 'cut';
  readonly contentEnd: number;
}

type Verdict = 'closes' | 'may-close' | 'is-a-name' | 'no';

const quote = 34;
const backslash = 92;
const lineFeed = 10;
const carriageReturn = 13;
/** As many quotes of a line are looked at before the first one that may close is taken. */
const maximumQuotes = 64;
const maximumLines = 40;
const maximumAhead = 4000;

/** A name with its colon, as it begins a member. */
const namePattern = /"(?:[^"\n\\]|\\.){0,100}"[ \t]{0,20}:/y;
const itemStart = /["[{\d-]|true\b|false\b|null\b/y;
const opensLine = new Set(['"', '}', ']', '{']);

/** Whether a member with its name in quotes begins at an offset. */
export function beginsMember(source: JsonText, at: number): boolean {
  return source.matches(namePattern, at);
}

/** The next quote of the line that no backslash stands before; -1 where there is none before an offset. */
export function nextQuote({ text, length }: JsonText, from: number, until = length): number {
  for (let at = from; at < until; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at++;
    else if (code === lineFeed || code === carriageReturn) return -1;
  }
  return -1;
}

/**
 * Finds the end of a string whose opening quote stands at an offset. In sound JSON that is the next quote; here a quote
 * may be missing, or stand inside without a backslash, so what follows it decides.
 */
export function stringExtent(source: JsonText, start: number, place: ValuePlace): StringExtent {
  const first = nextQuote(source, start + 1);
  if (first === -1) return withoutQuote(source, start);
  let mayClose = -1;
  let before = start;
  let candidate = first;
  for (let seen = 0; candidate !== -1 && seen < maximumQuotes; seen++) {
    const verdict = judge(source, candidate, place);
    if (verdict === 'closes') return closed(candidate);
    if (verdict === 'is-a-name') {
      const end = before === start ? -1 : commaBefore(source, before, start);
      if (end !== -1) return { kind: 'open', contentEnd: end };
      break;
    }
    if (verdict === 'may-close' && mayClose === -1) mayClose = candidate;
    before = candidate;
    candidate = nextQuote(source, candidate + 1);
  }
  return closed(mayClose === -1 ? lastInLine(source, start, first) : mayClose);
}

function closed(contentEnd: number): StringExtent {
  return { kind: 'closed', contentEnd };
}

/** Whether a quote closes a string, by what stands behind it. */
function judge(source: JsonText, at: number, place: ValuePlace): Verdict {
  const next = source.skipBlanks(at + 1);
  if (source.isLineEnd(next)) return 'closes';
  switch (source.text.charAt(next)) {
    case '}':
    case ']':
    case '/':
      return 'closes';
    case ':':
      return 'is-a-name';
    case ',':
      return followsComma(source, source.skipBlanks(next + 1), place);
    case '"':
      if (beginsMember(source, next)) return 'closes';
      return place === 'item' && next > at + 1 ? 'may-close' : 'no';
    default:
      return 'no';
  }
}

function followsComma(source: JsonText, next: number, place: ValuePlace): Verdict {
  if (source.isLineEnd(next) || '}]/'.includes(source.text.charAt(next))) return 'closes';
  const fits = place === 'member' ? beginsMember(source, next) : source.matches(itemStart, next);
  return fits ? 'closes' : 'may-close';
}

/** The comma before a quote that opens a name: the string before it ends there; -1 where there is none. */
function commaBefore(source: JsonText, at: number, least: number): number {
  const end = source.trimEnd(at, least + 1);
  return source.text.charAt(end - 1) === ',' && end - 1 > least ? end - 1 : -1;
}

/** A line usually ends with the quote of its last string; else the first quote is as good as any. */
function lastInLine(source: JsonText, start: number, first: number): number {
  let end = source.trimEnd(source.lineEnd(start), start);
  if (source.text.charAt(end - 1) === ',') end = source.trimEnd(end - 1, start);
  return source.code(end - 1) === quote && source.code(end - 2) !== backslash && end - 1 > start
    ? end - 1
    : first;
}

/** The line holds no other quote: one is missing, the string goes on in the next line, or the file ends here. */
function withoutQuote(source: JsonText, start: number): StringExtent {
  const { text, length } = source;
  const lineEnd = source.trimEnd(source.lineEnd(start), start + 1);
  const next = nextUsedLine(source, start);
  if (next >= length) return lastString(source, start, lineEnd);
  const end = quoteInLaterLine(source, next);
  if (end !== -1) return closed(end);
  const hasComma = text.charAt(lineEnd - 1) === ',';
  return { kind: 'open', contentEnd: hasComma ? source.trimEnd(lineEnd - 1, start + 1) : lineEnd };
}

/** The last string of a file: cut off, or followed by the brackets that close everything. */
function lastString(source: JsonText, start: number, lineEnd: number): StringExtent {
  let end = lineEnd;
  while (end > start + 1 && /[\s,}\]]/.test(source.text.charAt(end - 1))) end--;
  const brackets = /[}\]]/.test(source.text.slice(end, lineEnd));
  return brackets ? { kind: 'open', contentEnd: end } : { kind: 'cut', contentEnd: lineEnd };
}

function nextUsedLine(source: JsonText, at: number): number {
  let next = source.nextLine(at);
  while (next < source.length) {
    const first = source.skipBlanks(next);
    if (!source.isLineEnd(first)) return first;
    next = source.nextLine(first);
  }
  return source.length;
}

/** The quote that closes a string some lines on; -1 where a member begins before. */
function quoteInLaterLine(source: JsonText, from: number): number {
  let line = from;
  for (let count = 0; count < maximumLines && line < from + maximumAhead && line < source.length; count++) {
    if (opensLine.has(source.text.charAt(line))) return -1;
    const last = lastInLine(source, line, -1);
    const quoteAt = last === -1 ? nextQuote(source, line) : last;
    if (quoteAt !== -1) return judge(source, quoteAt, 'member') === 'closes' ? quoteAt : -1;
    line = source.skipBlanks(source.nextLine(line));
  }
  return -1;
}
