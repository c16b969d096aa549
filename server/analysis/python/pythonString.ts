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
 */
export function stringEnd(text: string, quoteOffset: number): number {
  const quote = text.charCodeAt(quoteOffset);
  if (text.charCodeAt(quoteOffset + 1) === quote && text.charCodeAt(quoteOffset + 2) === quote)
    return tripleQuotedEnd(text, quoteOffset);
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

function tripleQuotedEnd(text: string, quoteOffset: number): number {
  const delimiter = text.slice(quoteOffset, quoteOffset + 3);
  let at = text.indexOf(delimiter, quoteOffset + 3);
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf(delimiter, at + 1);
  if (at !== -1 && !opensText(text, quoteOffset, at + 3)) return at + 3;
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
  const lineEnd = text.indexOf('\n', quoteOffset);
  return lineEnd !== -1 && lineEnd < end;
}

function isWord(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 48 && c <= 57);
}

/** Whether the string's prefix makes it an f-string or a template string. */
function hasFields(text: string, quoteOffset: number): boolean {
  let start = quoteOffset;
  while (isWord(text.charCodeAt(start - 1))) start--;
  const length = quoteOffset - start;
  return length > 0 && length <= 2 && /[ft]/i.test(text.slice(start, quoteOffset));
}

/** Since Python 3.12 a field may contain any string, the delimiter of the outer one included. */
function formattedEnd(text: string, quoteOffset: number): number {
  const quote = text.charCodeAt(quoteOffset);
  let depth = 0;
  for (let i = quoteOffset + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === newline) return i;
    if (c === backslash) i = skipEscaped(text, i);
    else if (c === openBrace) {
      if (depth === 0 && text.charCodeAt(i + 1) === openBrace) i++;
      else depth++;
    } else if (c === closeBrace) depth = Math.max(0, depth - 1);
    else if (c === quote || (depth > 0 && (c === doubleQuote || c === singleQuote))) {
      const end = depth > 0 ? nestedEnd(text, i) : undefined;
      if (end !== undefined) i = end - 1;
      else if (c === quote) return i + 1;
    }
  }
  return text.length;
}

/** End of a string inside a field; undefined where its line does not close it. */
function nestedEnd(text: string, quoteOffset: number): number | undefined {
  const end = hasFields(text, quoteOffset) ? formattedEnd(text, quoteOffset) : plainEnd(text, quoteOffset);
  const closed = end > quoteOffset + 1 && text.charCodeAt(end - 1) === text.charCodeAt(quoteOffset);
  return closed ? end : undefined;
}
