import type { JsonList, JsonMember, JsonNode, JsonObject, JsonScalar } from './jsonNode.ts';
import { isSpace } from './jsonText.ts';

const quote = 34;
const comma = 44;
const colon = 58;
const openList = 91;
const backslash = 92;
const closeList = 93;
const openObject = 123;
const closeObject = 125;
const literals: ReadonlyMap<number, readonly [JsonScalar['value'], number]> = new Map([
  [116, [true, 4]],
  [102, [false, 5]],
  [110, [null, 4]],
] as const);

/** Thrown where brackets are nested deeper than a reader recurses. */
class TooDeep extends Error {}

/**
 * Reads a text that is known to be one JSON object, with the place of everything: most files are sound, and this is
 * several times as fast as looking for damages. Undefined where it is nested deeper than that.
 */
export function readSoundJson(text: string, maximumDepth: number): JsonObject | undefined {
  try {
    return new SoundReader(text, maximumDepth).root();
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

class SoundReader {
  readonly #text: string;
  readonly #maximumDepth: number;
  #at = 0;

  constructor(text: string, maximumDepth: number) {
    this.#text = text;
    this.#maximumDepth = maximumDepth;
  }

  root(): JsonObject {
    this.#at = this.#text.indexOf('{');
    return this.#object(0);
  }

  /** The unit that is read next, behind white space. */
  #next(): number {
    let code = this.#text.charCodeAt(this.#at);
    while (isSpace(code)) code = this.#text.charCodeAt(++this.#at);
    return code;
  }

  #value(depth: number): JsonNode {
    const code = this.#next();
    if (code === quote) return this.#string();
    if (code === openObject) return this.#object(depth);
    if (code === openList) return this.#list(depth);
    const literal = literals.get(code);
    if (literal === undefined) return this.#number();
    const start = this.#at;
    this.#at += literal[1];
    return { kind: 'scalar', value: literal[0], start, end: this.#at };
  }

  #object(depth: number): JsonObject {
    if (depth > this.#maximumDepth) throw new TooDeep();
    const start = this.#at++;
    const members: JsonMember[] = [];
    while (this.#next() !== closeObject) {
      if (this.#text.charCodeAt(this.#at) === comma) {
        this.#at++;
        this.#next();
      }
      const { value: key, start: keyStart, end: keyEnd } = this.#string();
      if (this.#next() === colon) this.#at++;
      members.push({ key: String(key), keyStart, keyEnd, value: this.#value(depth + 1) });
    }
    return { kind: 'object', members, start, end: ++this.#at };
  }

  #list(depth: number): JsonList {
    if (depth > this.#maximumDepth) throw new TooDeep();
    const start = this.#at++;
    const items: JsonNode[] = [];
    while (this.#next() !== closeList) {
      if (this.#text.charCodeAt(this.#at) === comma) this.#at++;
      items.push(this.#value(depth + 1));
    }
    return { kind: 'list', items, start, end: ++this.#at };
  }

  #string(): JsonScalar {
    const start = this.#at;
    const text = this.#text;
    let end = text.indexOf('"', start + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    this.#at = end + 1;
    const raw = text.slice(start + 1, end);
    const value = raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
    return { kind: 'scalar', value, start, end: this.#at };
  }

  #number(): JsonScalar {
    const start = this.#at;
    let code = this.#text.charCodeAt(start);
    while (code !== comma && code !== closeObject && code !== closeList && !isSpace(code))
      code = this.#text.charCodeAt(++this.#at);
    return { kind: 'scalar', value: Number(this.#text.slice(start, this.#at)), start, end: this.#at };
  }
}

/** Whether an odd number of backslashes stands before a quote. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === backslash) before--;
  return (at - before) % 2 === 1;
}
