import { ContainerEnds } from './containerEnds.ts';
import { type Damage, DamageList, quoted } from './damage.ts';
import type { JsonMember, JsonObject } from './jsonNode.ts';
import { JsonReader, maximumDepth } from './jsonReader.ts';
import { isSound, JsonText } from './jsonText.ts';
import { ReaderState } from './readerState.ts';
import { readSoundJson } from './soundReader.ts';
import { beginsMember } from './stringExtent.ts';

/** A text that should be one JSON object, read as far as it goes. */
export interface JsonDocument {
  /** Undefined where there is none. */
  readonly root: JsonObject | undefined;
  /** Further objects that follow it. */
  readonly others: readonly JsonObject[];
  /** None where, and only where, the text is one JSON object. */
  readonly damages: readonly Damage[];
  /** Whether more damages were met than are kept. */
  readonly overflowed: boolean;
}

const comma = 44;
const openObject = 123;
const openList = 91;
const objectLine = /^[ \t]*\{/gm;

/** Reads a text as tolerantly as real status files need. Never throws; takes time in proportion to its length. */
export function readJsonDocument(text: string): JsonDocument {
  const sound = isSound(text) ? readSoundJson(text, maximumDepth) : undefined;
  if (sound) return { root: sound, others: [], damages: [], overflowed: false };
  const plain = new DocumentReader(text, false).read();
  if (!plain.damages.some(({ message }) => isBracketTrouble(message))) return plain;
  const indented = new DocumentReader(text, true).read();
  return indented.damages.length <= plain.damages.length ? indented : plain;
}

/** Where brackets do not match, indentation may tell better what belongs to what. */
function isBracketTrouble(message: string): boolean {
  return /bracket|brace/.test(message);
}

class DocumentReader {
  readonly #source: JsonText;
  readonly #damages = new DamageList();
  readonly #state: ReaderState;
  readonly #ends: ContainerEnds;
  readonly #reader: JsonReader;
  readonly #others: JsonObject[] = [];

  constructor(text: string, byIndentation: boolean) {
    this.#source = new JsonText(text);
    this.#state = new ReaderState(this.#source, this.#damages);
    this.#ends = new ContainerEnds(this.#state, byIndentation);
    this.#reader = new JsonReader(this.#state, this.#ends);
  }

  read(): JsonDocument {
    const root = this.#opens() ? this.#rootObject() : undefined;
    this.#ends.finish();
    const { found, overflowed } = this.#damages;
    const damages = found.toSorted((one, other) => one.start - other.start);
    return { root, others: this.#others, damages, overflowed };
  }

  /** Goes to where the object begins; false where none does. */
  #opens(): boolean {
    const code = this.#state.next();
    const { at } = this.#state;
    if (code === openObject) return true;
    if (Number.isNaN(code)) {
      this.#damages.unknown(0, this.#source.length, 'the file is empty');
      return false;
    }
    if (code !== openList && beginsMember(this.#source, at)) {
      this.#damages.insert(at, '{', 'the opening brace { is missing');
      return true;
    }
    return code !== openList && this.#passHead(at) ? true : this.#noObject(at);
  }

  #noObject(at: number): false {
    this.#damages.unknown(at, this.#source.lineEnd(at), 'an object is expected');
    return false;
  }

  /** Passes over text before the object. */
  #passHead(from: number): boolean {
    const { text } = this.#source;
    objectLine.lastIndex = 0;
    const line = objectLine.exec(text);
    const start = line ? line.index + line[0].length - 1 : text.indexOf('{', from);
    if (start === -1) return false;
    this.#takeOut(from, start, 'before');
    this.#state.at = start;
    return true;
  }

  #takeOut(start: number, end: number, side: 'before' | 'behind'): void {
    const words = quoted(this.#source.text.slice(start, end));
    this.#damages.add({
      start,
      end: this.#source.trimEnd(end, start),
      message: `${words} stands ${side} the object`,
      edits: [{ start, end, newText: '' }],
      note: `${words} is taken out.`,
    });
  }

  #rootObject(): JsonObject {
    const first = this.#reader.object();
    const members: JsonMember[] = [...first.members];
    let { end } = first;
    for (let code = this.#state.next(); !Number.isNaN(code); code = this.#state.next()) {
      const { at } = this.#state;
      if (this.#others.length === 0 && this.#closedEarly(code, members, end)) {
        this.#reader.moreMembers(members);
        end = this.#state.at;
      } else if (code === openObject) this.#others.push(this.#reader.object());
      else this.#passTail(at);
    }
    return { ...first, members, end };
  }

  /**
   * Whether a comma and a name that was not there yet follow the end of the object: then its brace stands too early.
   * Without a comma it is the end of a longer file that was written over.
   */
  #closedEarly(code: number, members: readonly JsonMember[], end: number): boolean {
    const source = this.#source;
    const { at } = this.#state;
    const next = nextUsed(source, at + 1);
    if (code !== comma || !beginsMember(source, next)) return false;
    const name = source.text.slice(next + 1, source.text.indexOf('"', next + 1));
    if (members.some(({ key }) => key === name)) return false;
    this.#damages.replace(end - 1, end, '', 'a closing brace } stands too early');
    this.#state.at = next;
    return true;
  }

  /** Passes over what stands behind the object, to the next object or the end; a stray bracket alone first. */
  #passTail(from: number): void {
    const { text, length } = this.#source;
    objectLine.lastIndex = from;
    const isBracket = /[}\]]/.test(text.charAt(from));
    const end = isBracket ? from + 1 : (objectLine.exec(text)?.index ?? length);
    // The last line break stays.
    if (end === length)
      this.#takeOut(this.#source.trimEnd(from, 0), this.#source.trimEnd(end, from), 'behind');
    else this.#takeOut(from, Math.max(end, from + 1), 'behind');
    this.#state.at = Math.max(end, from + 1);
  }
}

function nextUsed(source: JsonText, from: number): number {
  let at = from;
  while (/\s/.test(source.text.charAt(at))) at++;
  return at;
}
