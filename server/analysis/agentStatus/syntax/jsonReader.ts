import type { Container, ContainerEnds } from './containerEnds.ts';
import { quoted } from './damage.ts';
import type { JsonList, JsonMember, JsonNode, JsonObject } from './jsonNode.ts';
import { beginsName, type ReadName, readName } from './memberName.ts';
import type { ReaderState } from './readerState.ts';
import { scalarValue } from './scalarValue.ts';
import { passStrayText } from './strayText.ts';
import { beginsMember, type ValuePlace } from './stringExtent.ts';

/** Deeper than any status file; the reader recurses. */
export const maximumDepth = 100;

const quote = 34;
const comma = 44;
const colon = 58;
const semicolon = 59;
const equals = 61;
const openList = 91;
const closeList = 93;
const openObject = 123;
const closeObject = 125;
const itemStart = /["[{\d-]|(?:true|false|null)\b/y;

/** Reads objects and what is in them as far as their damages let it; each is told where it is met. */
export class JsonReader {
  readonly #state: ReaderState;
  readonly #ends: ContainerEnds;

  constructor(state: ReaderState, ends: ContainerEnds) {
    this.#state = state;
    this.#ends = ends;
  }

  /** Reads an object, whose opening brace may be missing. */
  object(depth = 0): JsonObject {
    const state = this.#state;
    const container = this.#ends.open('object', depth);
    if (state.source.code(state.at) === openObject) state.passTo(state.at + 1);
    const members: JsonMember[] = [];
    while (this.#ends.goesOn(container)) this.#member(members, container);
    return { kind: 'object', members, start: container.start, end: state.at };
  }

  /** Reads on in an object that ended too early. */
  moreMembers(members: JsonMember[]): void {
    const container = this.#ends.open('object', 0);
    while (this.#ends.goesOn(container)) this.#member(members, container);
  }

  #member(members: JsonMember[], container: Container): void {
    const { source, at, damages } = this.#state;
    const name = readName(source, at, damages);
    if (!name) {
      this.#stray(container, false);
      return;
    }
    this.#state.passTo(name.end);
    const value = this.#memberValue(name, container);
    members.push({ key: name.key, keyStart: name.start, keyEnd: name.end, value });
    this.#separator(container, value);
  }

  #memberValue(name: ReadName, container: Container): JsonNode | undefined {
    const state = this.#state;
    const { source, damages } = state;
    const sign = state.next();
    if (sign === colon || sign === equals) {
      if (sign === equals) damages.replace(state.at, state.at + 1, ':', 'a colon is missing');
      state.passTo(state.at + 1);
    } else if (state.isAtEnd) return this.#cutName(name);
    else if (!source.matches(itemStart, state.at) || beginsMember(source, state.at)) {
      damages.unknown(name.start, name.end, `the name ${quoted(name.key)} has no value`);
      return undefined;
    } else damages.insert(name.end, ':', 'a colon is missing');
    const code = state.next();
    if (state.isAtEnd) {
      damages.insert(state.lastEnd, ' null', `the file ends before the value of ${quoted(name.key)}`);
      return undefined;
    }
    if (code !== quote || !beginsMember(source, state.at)) return this.#value('member', container);
    return this.#unopened(name, container);
  }

  /** A name at the end of a file that is cut off says nothing. */
  #cutName({ start, end, key }: ReadName): undefined {
    const { lastComma, damages } = this.#state;
    const from = lastComma === -1 ? start : Math.min(start, lastComma + 1);
    const edits = [{ start: from, end, newText: '' }];
    const note = `The name ${quoted(key)} at the end has no value and is taken out.`;
    damages.add({ start, end, message: 'the file ends with a name', edits, note });
    this.#state.lastEnd = from;
    return undefined;
  }

  /** A name stands where a value should: an object in lines of its own lacks its brace, or the value is missing. */
  #unopened(name: ReadName, container: Container): JsonNode | undefined {
    const { source, at, damages, lastEnd } = this.#state;
    const isObject =
      source.lineStart(at) > name.end && source.indentation(at) > source.indentation(name.start);
    if (isObject) {
      damages.insert(lastEnd, ' {', `an opening brace { behind ${quoted(name.key)} is missing`);
      return this.#nested('object', container);
    }
    damages.insert(lastEnd, ' null', `the value of ${quoted(name.key)} is missing`);
    return undefined;
  }

  #value(place: ValuePlace, container: Container): JsonNode | undefined {
    const { source, at } = this.#state;
    const code = source.code(at);
    if (code === openObject) return this.#nested('object', container);
    if (code === openList) return this.#nested('list', container);
    return scalarValue(this.#state, place);
  }

  #nested(kind: Container['kind'], { depth }: Container): JsonNode | undefined {
    if (depth < maximumDepth) return kind === 'list' ? this.#list(depth + 1) : this.object(depth + 1);
    const { at, damages, source } = this.#state;
    damages.unknown(at, at + 1, 'it is nested too deeply');
    this.#state.at = source.length;
    return undefined;
  }

  #list(depth: number): JsonList {
    const container = this.#ends.open('list', depth);
    const items: JsonNode[] = [];
    this.#state.passTo(this.#state.at + 1);
    while (this.#ends.goesOn(container)) if (!this.#item(items, container)) break;
    this.#ends.leftList();
    return { kind: 'list', items, start: container.start, end: this.#state.at };
  }

  /** Reads an item; false where a name shows that the list should have ended. */
  #item(items: JsonNode[], container: Container): boolean {
    const { source, at } = this.#state;
    if (beginsMember(source, at)) return this.#nameAmongItems(items, container);
    const value = this.#value('item', container);
    if (value) items.push(value);
    if (this.#state.at === at) this.#stray(container, false);
    else this.#separator(container, value);
    return true;
  }

  /** A name in a list: an object lacks its brace, or the list should have ended; false for that. */
  #nameAmongItems(items: JsonNode[], container: Container): boolean {
    const { source, at, damages } = this.#state;
    const isObject = source.isFirstInLine(at)
      ? source.indentation(at) > container.indentation
      : items.at(-1)?.kind === 'object';
    if (!isObject) {
      this.#ends.leaveEarly(container);
      return false;
    }
    damages.insert(at, '{', 'an opening brace { is missing');
    items.push(this.object(container.depth + 1));
    this.#separator(container, items.at(-1));
    return true;
  }

  /** What has to stand behind a value: a comma, or the end of its container. */
  #separator(container: Container, value: JsonNode | undefined): void {
    const state = this.#state;
    const { source, damages, lastEnd: end } = state;
    const code = state.next();
    if (code === comma || code === semicolon) {
      if (code === semicolon) damages.replace(state.at, state.at + 1, ',', 'a comma is missing');
      this.#comma();
      return;
    }
    if (Number.isNaN(code) || code === closeObject || code === closeList) return;
    // A name in a list is not the next item: what it means is found out when it is read.
    if (container.kind === 'list' && beginsMember(source, state.at)) return;
    const begins =
      container.kind === 'object' ? beginsName(source, state.at) : source.matches(itemStart, state.at);
    const isPart =
      value?.kind === 'scalar' &&
      typeof value.value !== 'string' &&
      source.lineStart(state.at) < end &&
      !beginsMember(source, state.at);
    if (begins && !isPart) damages.insert(end, ',', 'a comma is missing');
    else this.#stray(container, isPart || value === undefined);
  }

  #comma(): void {
    const state = this.#state;
    const { at } = state;
    state.lastComma = at;
    state.at++;
    const after = state.next();
    if (after === closeObject || after === closeList)
      state.damages.replace(at, at + 1, '', 'a comma stands behind the last value');
  }

  #stray({ kind }: Container, belongsToValue: boolean): void {
    const { source, at, damages } = this.#state;
    this.#state.at = passStrayText(source, at, { inside: kind, belongsToValue }, damages);
  }
}
