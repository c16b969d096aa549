const newline = 10;
const backslash = 92;
const slash = 47;

/** Offset behind a quoted string; one that is not closed ends with its line. */
export function quotedEnd(units: Uint16Array, start: number): number {
  const quote = units[start];
  const end = units.length - 1;
  for (let i = start + 1; i < end; i++) {
    const c = units[i];
    if (c === quote) return i + 1;
    if (c === newline) return i;
    if (c === backslash) i += units[i + 1] === 13 ? 2 : 1;
  }
  return end;
}

/** Offset behind the piece of a template that begins at an offset: behind its closing quote or `${`. */
export function templatePieceEnd(units: Uint16Array, from: number): number {
  const end = units.length - 1;
  for (let i = from; i < end; i++) {
    const c = units[i];
    if (c === 96) return i + 1;
    if (c === 36 && units[i + 1] === 123) return i + 2;
    if (c === backslash) i++;
  }
  return end;
}

/** Offset behind the regular expression that begins at an offset; undefined where its line does not close it. */
export function regularExpressionEnd(units: Uint16Array, start: number): number | undefined {
  const end = units.length - 1;
  let inClass = false;
  for (let i = start + 1; i < end; i++) {
    const c = units[i];
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
