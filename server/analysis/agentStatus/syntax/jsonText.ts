const lineFeed = 10;
const carriageReturn = 13;

/** Whether a text is one JSON object; a byte order mark before it is let pass. */
export function isSound(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** A text with what a reader asks of its lines again and again. */
export class JsonText {
  readonly text: string;
  readonly length: number;
  #lineStart = 0;
  #lineEnd = -1;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
  }

  /** The unit at an offset; NaN behind the end. */
  code(at: number): number {
    return this.text.charCodeAt(at);
  }

  /** Offset behind the last character of the line around an offset, without its line break. */
  lineEnd(at: number): number {
    this.#find(at);
    const end = this.#lineEnd;
    return end > this.#lineStart && this.code(end - 1) === carriageReturn ? end - 1 : end;
  }

  /** Offset of the first character of the line around an offset. */
  lineStart(at: number): number {
    this.#find(at);
    return this.#lineStart;
  }

  /** Offset of the line behind the one around an offset; the length of the text behind the last. */
  nextLine(at: number): number {
    this.#find(at);
    return Math.min(this.#lineEnd + 1, this.length);
  }

  /** Offset of the first character that is neither a blank nor a tab. */
  skipBlanks(at: number): number {
    let next = at;
    while (isBlank(this.code(next))) next++;
    return next;
  }

  /** The offset behind the last character that is no white space, looking back from an offset. */
  trimEnd(from: number, least: number): number {
    let end = from;
    while (end > least && isSpace(this.code(end - 1))) end--;
    return end;
  }

  isLineEnd(at: number): boolean {
    const code = this.code(at);
    return Number.isNaN(code) || code === lineFeed || code === carriageReturn;
  }

  /** Whether nothing but blanks stands before an offset in its line. */
  isFirstInLine(at: number): boolean {
    return this.skipBlanks(this.lineStart(at)) >= at;
  }

  /** How far the line around an offset is indented, in characters. */
  indentation(at: number): number {
    const start = this.lineStart(at);
    return this.skipBlanks(start) - start;
  }

  /** Whether an expression with the flag `y` matches at an offset. */
  matches(expression: RegExp, at: number): boolean {
    expression.lastIndex = at;
    return expression.test(this.text);
  }

  /** What an expression with the flag `y` matches at an offset. */
  match(expression: RegExp, at: number): RegExpExecArray | null {
    expression.lastIndex = at;
    return expression.exec(this.text);
  }

  #find(at: number): void {
    if (at >= this.#lineStart && at <= this.#lineEnd) return;
    // One behind the last line found: the usual way through a text.
    const begins = at === this.#lineEnd + 1 ? at : this.text.lastIndexOf('\n', at - 1) + 1;
    this.#lineStart = at === 0 ? 0 : begins;
    const end = this.text.indexOf('\n', at);
    this.#lineEnd = end === -1 ? this.length : end;
  }
}

/** A blank or a tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** White space of JSON. */
export function isSpace(code: number): boolean {
  return code === 32 || code === lineFeed || code === carriageReturn || code === 9;
}
