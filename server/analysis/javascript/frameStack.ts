import type { LineTable } from '../lineTable.ts';
import type { DefinitionList } from './definitionList.ts';
import { Frame, type Head, type Role, role } from './frame.ts';

/** Brackets around a conflict are remembered up to this depth: deeper ones nobody wrote, and each would be copied. */
const deepestConflict = 100;

/** The open brackets of a text, innermost last. */
export class FrameStack {
  top: Frame = new Frame();
  /** How many are open, the text itself included. */
  depth = 1;
  /** The one that was closed last, as it was. */
  closed: Frame = this.top;
  /** Whether a closing bracket was missing or too many. */
  broken = false;
  readonly definitions: DefinitionList;
  readonly #lines: LineTable;
  readonly #recovering: boolean;
  /** Those that are open, then closed ones that will serve again. */
  #frames: Frame[] = [this.top];
  #beforeConflict: Frame[] | undefined;
  /** The line whose indentation was asked for last. */
  #measuredStart = -1;
  #measuredIndent = 0;

  constructor(lines: LineTable, recovering: boolean, definitions: DefinitionList) {
    this.#lines = lines;
    this.#recovering = recovering;
    this.definitions = definitions;
    this.top.indent = -1;
  }

  /** The one around the innermost; that itself where there is none. */
  get around(): Frame {
    return this.#frames[this.depth - 2] ?? this.top;
  }

  /** The innermost one that `wanted` accepts. */
  innermost(wanted: (frame: Frame) => boolean): Frame | undefined {
    let index = this.depth - 1;
    for (let frame = this.#frames[index]; frame && !wanted(frame); frame = this.#frames[index]) index--;
    return this.#frames[index];
  }

  push(itsRole: Role, start: number, head?: Head): Frame {
    let frame = this.#frames[this.depth];
    if (frame === undefined) {
      frame = new Frame();
      this.#frames.push(frame);
    }
    frame.open(itsRole, start, this.top);
    if (head && head.kind !== 'interface') this.#define(frame, head);
    if (this.#recovering) frame.indent = this.indentAt(start);
    this.depth++;
    this.top = frame;
    return frame;
  }

  /** Closes the innermost frame at an offset on its last line. The outermost stays. */
  pop(last: number): void {
    if (this.depth === 1) return;
    const frame = this.top;
    this.depth--;
    const around = this.#frames[this.depth - 1] ?? frame;
    this.top = around;
    this.closed = frame;
    if (frame.definition >= 0) {
      this.definitions.close(frame.definition, last, frame.decisions);
      return;
    }
    around.decisions += frame.decisions;
    if (frame.defaults > 0 && !isParenthesis(frame, this.#lines.text)) around.defaults += frame.defaults;
  }

  /** Closes frames until one that `wanted` accepts is the innermost; false, and nothing changes, where none is. */
  popTo(wanted: (frame: Frame) => boolean, last: number): boolean {
    let index = this.depth - 1;
    for (let frame = this.#frames[index]; frame && !wanted(frame); frame = this.#frames[index]) index--;
    if (index < 0) return false;
    while (this.depth > index + 1) this.pop(last);
    return true;
  }

  /** Columns before the first character of the line an offset is on; a tab counts as one. */
  indentAt(offset: number): number {
    const start = this.#lines.start(this.#lines.lineAt(offset));
    if (start === this.#measuredStart) return this.#measuredIndent;
    let i = start;
    for (let c = this.#lines.text.charCodeAt(i); c === 32 || c === 9; c = this.#lines.text.charCodeAt(i)) i++;
    this.#measuredStart = start;
    this.#measuredIndent = i - start;
    return this.#measuredIndent;
  }

  /** Both sides of a merge conflict begin where the first began: `<` remembers, `=` and `|` go back, `>` forgets. */
  conflict(marker: string): void {
    if (marker === '<')
      this.#beforeConflict = this.depth > deepestConflict ? undefined : this.#copies(this.#frames);
    else if (marker === '>') this.#beforeConflict = undefined;
    else if (this.#beforeConflict) {
      this.#frames = this.#copies(this.#beforeConflict);
      this.depth = this.#frames.length;
      this.top = this.#frames.at(-1) ?? this.top;
    }
  }

  #copies(frames: readonly Frame[]): Frame[] {
    return frames.slice(0, this.depth).map((frame) => frame.copy());
  }

  #define(frame: Frame, head: Head): void {
    frame.definition = this.definitions.open(head);
    frame.enclosing = frame.definition;
    frame.owner = head.kind === 'function' ? frame.definition : -1;
    frame.depth = 0;
    frame.statementDepth = 0;
    this.top.decisions -= head.decisions;
  }
}

function isParenthesis({ role: itsRole, start }: Frame, text: string): boolean {
  return itsRole === role.list && text.charCodeAt(start) === 40;
}
