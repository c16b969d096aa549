import type { ReaderState } from './readerState.ts';
import { beginsMember } from './stringExtent.ts';
import { closingBracket, UnclosedBrackets } from './unclosedBrackets.ts';

/** An object or a list that is being read. */
export interface Container {
  readonly kind: 'object' | 'list';
  readonly depth: number;
  readonly start: number;
  /** How far the line it begins in is indented. */
  readonly indentation: number;
}

const comma = 44;
const closeList = 93;
const closeObject = 125;

/** Finds where objects and lists end, their own brackets or others saying so. */
export class ContainerEnds {
  readonly #state: ReaderState;
  readonly #byIndentation: boolean;
  readonly #unclosed: UnclosedBrackets;
  #openLists = 0;

  /** @param byIndentation whether a line that is indented less ends the objects before it */
  constructor(state: ReaderState, byIndentation: boolean) {
    this.#state = state;
    this.#byIndentation = byIndentation;
    this.#unclosed = new UnclosedBrackets(state.source);
  }

  /** Begins a container where the state stands. */
  open(kind: Container['kind'], depth: number): Container {
    if (kind === 'list') this.#openLists++;
    const { at, source } = this.#state;
    return { kind, depth, start: at, indentation: source.indentation(at) };
  }

  /** To be called for each list that is left. */
  leftList(): void {
    this.#openLists--;
  }

  /** Whether something else stands in a container; passes over its end, and over commas that are too many. */
  goesOn(container: Container): boolean {
    const state = this.#state;
    for (;;) {
      const code = state.next();
      if (Number.isNaN(code)) {
        this.#unclosed.add(container.kind, container.start);
        return false;
      }
      if (code === closeObject || code === closeList) {
        if (this.#closes(container, code)) return false;
      } else if (code === comma) this.#takeOut('a comma is too many');
      else return !this.#isLeft(container);
    }
  }

  /** Ends a container before the comma that stands behind its last value. */
  leaveEarly(container: Container): void {
    this.#close(container);
    const { lastComma, lastEnd } = this.#state;
    if (lastComma >= lastEnd) this.#state.at = lastComma;
  }

  /** To be called at the end of the text: what is still open is one damage. */
  finish(): void {
    const { damages, lastEnd, lastComma } = this.#state;
    this.#unclosed.tell(damages, lastEnd, lastComma);
  }

  /** Whether a bracket ends a container: its own does, the one of a container around it too, a stray one does not. */
  #closes(container: Container, code: number): boolean {
    const state = this.#state;
    const isOwn = (code === closeObject) === (container.kind === 'object');
    if (isOwn) state.passTo(state.at + 1);
    else if (container.kind === 'list' || this.#openLists > 0) this.#close(container);
    else {
      this.#takeOut(`a bracket ${state.source.text.charAt(state.at)} is too many`);
      return false;
    }
    return true;
  }

  #takeOut(message: string): void {
    const { at, damages } = this.#state;
    damages.replace(at, at + 1, '', message);
    this.#state.at++;
  }

  /** Ends a container whose closing bracket is missing behind its last value. */
  #close({ kind, start }: Container): void {
    const { source, damages, lastEnd } = this.#state;
    const [bracket, name] = kind === 'list' ? [']', 'bracket ]'] : ['}', 'brace }'];
    const text = closingBracket(source, bracket, start, lastEnd);
    damages.insert(lastEnd, text, `a closing ${name} is missing`);
  }

  /** Whether a line that is indented like its parent shows that an object should have ended before it. */
  #isLeft(container: Container): boolean {
    const { kind, depth, indentation, start } = container;
    const { source, at } = this.#state;
    if (!this.#byIndentation || kind === 'list' || depth === 0) return false;
    const isLeft =
      source.isFirstInLine(at) &&
      source.lineStart(at) > start &&
      source.indentation(at) <= indentation &&
      beginsMember(source, at);
    if (isLeft) this.leaveEarly(container);
    return isLeft;
  }
}
