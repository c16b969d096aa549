const newline = 10;
const backslash = 92;
const slash = 47;

/** Offset behind a quoted string; one that is not closed ends with its line. */
export function quotedEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === newline) return i;
    if (c === backslash) i += text.charCodeAt(i + 1) === 13 ? 2 : 1;
  }
  return text.length;
}

/** Offset behind the piece of a template that begins at an offset: behind its closing quote or `${`. */
export function templatePieceEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 96) return i + 1;
    if (c === 36 && text.charCodeAt(i + 1) === 123) return i + 2;
    if (c === backslash) i++;
  }
  return text.length;
}

/** Offset behind the regular expression that begins at an offset; undefined where its line does not close it. */
export function regularExpressionEnd(text: string, start: number): number | undefined {
  let inClass = false;
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === newline) return undefined;
    if (c === backslash) i++;
    else if (c === 91) inClass = true;
    else if (c === 93) inClass = false;
    else if (c === slash && !inClass) return i + 1;
  }
  return undefined;
}

const statementLine =
  /^([ \t]*)(?:\}|(?:export|import|(?:async )?function|(?:abstract )?class|interface|type|enum|const|let|var)\b|(?:static )?(?:async )?[#\w$]+\(.*\{\r?$)/gm;

/** Whether code with at most this indentation stands in what looks like a template: its quotes do not belong together. */
export function holdsCode(text: string, indent: number): boolean {
  const lines = [...text.matchAll(statementLine)];
  return lines.some(({ index, 1: blanks = '' }) => index > 0 && blanks.length <= indent);
}

/** Whether a comment holds a line on which another begins: then it is half-typed, and its end is that of the other. */
export function holdsComment(text: string): boolean {
  return /\n[ \t]*\/\*/.test(text);
}
