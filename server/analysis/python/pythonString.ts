const newline = 10;
const carriageReturn = 13;
const doubleQuote = 34;
const singleQuote = 39;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;

/**
 * Offset behind the string whose opening quote is at an offset. One that is not closed ends where the least is
 * lost: a plain one at its line's end, a triple-quoted one at the end of its first line.
 * @param suspiciousIndent of a definition that makes a string of several lines half-typed if it holds it; -1 for none
 */
export function stringEnd(text: string, quoteOffset: number, suspiciousIndent: number): number {
  if (isTripleQuote(text, quoteOffset)) return tripleQuotedEnd(text, quoteOffset, suspiciousIndent);
  if (hasFields(text, quoteOffset)) return formattedEnd(text, quoteOffset);
  return plainEnd(text, quoteOffset);
}

function plainEnd(text: string, quoteOffset: number): number {
  const quote = text.charCodeAt(quoteOffset);
  const length = text.length;
  for (let i = quoteOffset + 1; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === newline) return i;
    if (c === backslash) i = skipEscaped(text, i);
  }
  return length;
}

/** Offset of the last character that a backslash takes with it: a line ending of two characters counts as one. */
function skipEscaped(text: string, at: number): number {
  return text.charCodeAt(at + 1) === carriageReturn && text.charCodeAt(at + 2) === newline ? at + 2 : at + 1;
}

/** Whether three quotes in a row are at an offset. */
export function isTripleQuote(text: string, offset: number): boolean {
  const quote = text.charCodeAt(offset);
  return text.charCodeAt(offset + 1) === quote && text.charCodeAt(offset + 2) === quote;
}

function tripleQuotedEnd(text: string, quoteOffset: number, suspiciousIndent: number): number {
  const delimiter = text.slice(quoteOffset, quoteOffset + 3);
  let at = text.indexOf(delimiter, quoteOffset + 3);
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf(delimiter, at + 1);
  const isWhole =
    at !== -1 &&
    !opensText(text, quoteOffset, at + 3) &&
    !holdsDefinition(text, quoteOffset, at, suspiciousIndent);
  if (isWhole) return at + 3;
  const lineEnd = text.indexOf('\n', quoteOffset);
  return lineEnd === -1 ? text.length : lineEnd;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before--;
  return (at - 1 - before) % 2 === 1;
}

/**
 * Whether what looks like the end of a string of several lines opens the next docstring instead: text follows
 * it at once. Then the opening quotes are half-typed, and taking them seriously would turn the file inside out.
 */
function opensText(text: string, quoteOffset: number, end: number): boolean {
  if (!isWord(text.charCodeAt(end))) return false;
  let after = end;
  while (isWord(text.charCodeAt(after))) after++;
  const next = text.charCodeAt(after);
  if (next === doubleQuote || next === singleQuote) return false;
  return text.slice(quoteOffset, end).includes('\n');
}

const definitionLine =
  /^([ \t]*)(?:(?:async[ \t]+)?(?:def|class)[ \t]+[A-Za-z_]|import[ \t]+[\w.]+[ \t]*(?:$|,|as\b)|from[ \t]+[\w.]+[ \t]+import\b)/gm;

/** Whether a definition with at most this indentation is in a string: then its quotes do not belong together. */
function holdsDefinition(text: string, start: number, end: number, indent: number): boolean {
  if (indent < 0) return false;
  const lines = [...text.slice(start, end).matchAll(definitionLine)];
  return lines.some(({ 1: blanks = '' }) => blanks.length <= indent);
}

function isWord(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 48 && c <= 57);
}

const formattedPrefix = /^(?:[ft]r?|r[ft])$/i;

/** Whether the string's prefix makes it an f-string or a template string. */
function hasFields(text: string, quoteOffset: number): boolean {
  if (!isWord(text.charCodeAt(quoteOffset - 1)) || isWord(text.charCodeAt(quoteOffset - 3))) return false;
  const start = isWord(text.charCodeAt(quoteOffset - 2)) ? quoteOffset - 2 : quoteOffset - 1;
  return formattedPrefix.test(text.slice(start, quoteOffset));
}

/** A string on one line is searched so far for its end: what is longer has lost a bracket. */
const longestFormatted = 400;

/** A string inside another: its quote, whether it has fields, and how many of their braces are open. */
interface OpenString {
  readonly quote: number;
  readonly formatted: boolean;
  depth: number;
}

/**
 * Since Python 3.12 a field may contain any string, the delimiter of the outer one included. Where they do not all
 * close, a brace is half-typed: then the first quote ends the string.
 */
function formattedEnd(text: string, quoteOffset: number): number {
  const outer: OpenString = { quote: text.charCodeAt(quoteOffset), formatted: true, depth: 0 };
  const open = [outer];
  const last = Math.min(text.length, quoteOffset + longestFormatted);
  for (let i = quoteOffset + 1; i < last; i++) {
    const c = text.charCodeAt(i);
    const inner = open.at(-1) ?? outer;
    if (c === newline) break;
    if (c === backslash) i = skipEscaped(text, i);
    else if (inner.depth === 0 && c === inner.quote) {
      open.pop();
      if (open.length === 0) return i + 1;
    } else if (inner.formatted) i = formattedCharacter(text, i, open, inner);
  }
  return plainEnd(text, quoteOffset);
}

/** Takes a character of a string with fields into account; gives the offset of the last one it took. */
function formattedCharacter(text: string, at: number, open: OpenString[], inner: OpenString): number {
  const c = text.charCodeAt(at);
  if (c === openBrace) {
    if (inner.depth === 0 && text.charCodeAt(at + 1) === openBrace) return at + 1;
    inner.depth++;
  } else if (c === closeBrace) inner.depth = Math.max(0, inner.depth - 1);
  else if (inner.depth > 0 && (c === doubleQuote || c === singleQuote))
    open.push({ quote: c, formatted: hasFields(text, at), depth: 0 });
  return at;
}
