import { yieldOrList } from './expressionLists.ts';
import type { FormatField } from './expressionNodes.ts';
import { escapedEnd } from './literals.ts';
import type { Parser } from './parser.ts';
import { Token } from './tokenKind.ts';

const newline = 10;
const carriageReturn = 13;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;

interface Delimiter {
  /** The closing quotes. */
  readonly quotes: string;
  readonly isRaw: boolean;
}

/** Reads the f-string or t-string that begins with the current token, and goes to the token behind it. */
export function formattedFields(p: Parser): FormatField[] {
  const quotes = p.text.slice(p.start + p.prefixLength, p.end);
  const isRaw = /r/i.test(p.text.slice(p.start, p.start + p.prefixLength));
  const fields: FormatField[] = [];
  const end = literalText(p, p.end, { quotes, isRaw }, fields);
  p.continueAt(end + quotes.length);
  return fields;
}

/** Reads literal text with its fields; gives the offset of the closing quotes. */
function literalText(p: Parser, from: number, delimiter: Delimiter, fields: FormatField[]): number {
  const { text } = p;
  const quote = delimiter.quotes.charCodeAt(0);
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote && text.startsWith(delimiter.quotes, at)) return at;
    if (code === openBrace && text.charCodeAt(at + 1) !== openBrace) at = field(p, at, delimiter, fields);
    else if (code === openBrace) at += 2;
    else if (code === backslash) at = escapeEnd(text, at, delimiter.isRaw);
    else if (isLineEnd(code) && delimiter.quotes.length === 1) break;
    else at++;
  }
  return p.fail('This string is not closed.');
}

function isLineEnd(code: number): boolean {
  return code === newline || code === carriageReturn;
}

/** A brace behind a backslash begins a field all the same, save that of a character's name, `\N{…}`. */
function escapeEnd(text: string, at: number, isRaw: boolean): number {
  const next = text.charCodeAt(at + 1);
  if (next === openBrace || next === closeBrace) return at + 1;
  if (!isRaw && text.startsWith('N{', at + 1)) {
    const end = text.indexOf('}', at);
    return end === -1 ? text.length : end + 1;
  }
  return escapedEnd(text, at);
}

/** Reads the field whose brace is at an offset; gives the offset behind it. */
function field(p: Parser, start: number, delimiter: Delimiter, into: FormatField[]): number {
  p.depth++;
  p.deeper();
  p.continueAt(start + 1);
  const value = yieldOrList(p);
  p.accept(Token.equal);
  if (p.accept(Token.exclamation)) p.identifier();
  const format: FormatField[] = [];
  let end = p.end;
  if (p.kind === Token.colon || p.kind === Token.colonEqual) {
    end = formatEnd(p, p.start + 1, delimiter, format);
    p.depth--;
  } else if (p.kind !== Token.closeBrace) p.fail('Expected `}`.');
  p.nesting--;
  into.push({ kind: 'formatField', start, end, value, format });
  return end;
}

/** Reads the format behind a field's colon; gives the offset behind the closing brace. */
function formatEnd(p: Parser, from: number, delimiter: Delimiter, fields: FormatField[]): number {
  const { text } = p;
  const quote = delimiter.quotes.charCodeAt(0);
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === closeBrace) return at + 1;
    if (code === quote && text.startsWith(delimiter.quotes, at)) break;
    if (code === openBrace) at = field(p, at, delimiter, fields);
    else if (code === backslash) at = escapeEnd(text, at, delimiter.isRaw);
    else if (isLineEnd(code) && delimiter.quotes.length === 1) break;
    else at++;
  }
  return p.fail('Expected `}`.');
}
