import type { OffsetEdit } from '../../fixes/fix.ts';

/** A string as it is meant, and what makes it one of JSON. */
export interface StringContent {
  readonly value: string;
  readonly edits: readonly OffsetEdit[];
  /** What is wrong with it first; undefined where it is sound. */
  readonly message: string | undefined;
}

const special = /["\\\p{Cc}]/u;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const fourDigits = /^[\da-f]{4}$/i;

/** Reads what stands between the quotes of a string. */
export function stringContent(text: string, start: number, end: number): StringContent {
  const raw = text.slice(start, end);
  if (!special.test(raw)) return { value: raw, edits: [], message: undefined };
  return new ContentReader(raw, start).read();
}

class ContentReader {
  readonly #raw: string;
  readonly #offset: number;
  readonly #edits: OffsetEdit[] = [];
  #message: string | undefined;

  constructor(raw: string, offset: number) {
    this.#raw = raw;
    this.#offset = offset;
  }

  read(): StringContent {
    let value = '';
    let at = 0;
    while (at < this.#raw.length) {
      const character = this.#raw.charAt(at);
      const [piece, length] = character === '\\' ? this.#escape(at) : this.#plain(at, character);
      value += piece;
      at += length;
    }
    return { value, edits: this.#edits, message: this.#message };
  }

  #escape(at: number): [piece: string, length: number] {
    const next = this.#raw.charAt(at + 1);
    const meant = Object.hasOwn(escapes, next) ? escapes[next] : undefined;
    if (meant !== undefined) return [meant, 2];
    const digits = this.#raw.slice(at + 2, at + 6);
    if (next === 'u' && fourDigits.test(digits)) return [String.fromCharCode(Number.parseInt(digits, 16)), 6];
    this.#wrong(at, 0, '\\', 'a backslash in a string is not doubled');
    return ['\\', 1];
  }

  #plain(at: number, character: string): [piece: string, length: number] {
    if (character === '"') this.#wrong(at, 0, '\\', 'a quote inside of a string has no backslash before it');
    else if (character === '\n' || character === '\r') return this.#lineBreak(at);
    else if (character < ' ') {
      const escaped = JSON.stringify(character).slice(1, -1);
      this.#wrong(at, 1, escaped, 'a control character stands in a string');
    }
    return [character, 1];
  }

  #lineBreak(at: number): [piece: string, length: number] {
    const length = this.#raw.startsWith('\r\n', at) ? 2 : 1;
    this.#wrong(at, length, '\\n', 'a line break stands in a string');
    return ['\n', length];
  }

  #wrong(at: number, length: number, newText: string, message: string): void {
    const start = this.#offset + at;
    this.#edits.push({ start, end: start + length, newText });
    this.#message ??= message;
  }
}
