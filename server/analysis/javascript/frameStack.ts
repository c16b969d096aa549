import type { Definition } from '../definition.ts';
import type { LineTable } from '../lineTable.ts';
import { Frame, type Head, type Role, role } from './frame.ts';

/** Brackets around a conflict are remembered up to this depth: deeper ones nobody wrote, and each would be copied. */
const deepestConflict = 1000;

/** The open brackets of a text, innermost last, and the definitions whose bodies they are. */
export class FrameStack {
  top: Frame = new Frame(role.block, 0, -1);
  /** Whether a closing bracket was missing or too many. */
  broken = false;
  readonly #lines: LineTable;
  readonly #recovering: boolean;
  readonly #definitions: Definition[] = [];
  #frames: Frame[] = [this.top];
  #beforeConflict: Frame[] | undefined;
  /** The line whose indentation was asked for last. */
  #measuredStart = -1;
  #measuredIndent = 0;

  constructor(lines: LineTable, recovering: boolean) {
    this.#lines = lines;
    this.#recovering = recovering;
    this.top.indent = -1;
  }

  get depth(): number {
    return this.#frames.length;
  }

  push(itsRole: Role, start: number, head?: Head): Frame {
    const frame = new Frame(itsRole, start, head ? this.#open(head) : -1);
    if (this.#recovering) frame.indent = this.indentAt(start);
    this.#frames.push(frame);
    this.top = frame;
    return frame;
  }

  /** Closes the innermost frame at an offset on its last line. The outermost stays. */
  pop(lastOffset: number): void {
    const frame = this.#frames.length > 1 ? this.#frames.pop() : undefined;
    this.top = this.#frames.at(-1) ?? this.top;
    const definition = this.#definitions[frame?.definition ?? -1];
    if (!frame || !definition) return;
    this.#definitions[frame.definition] = { ...definition, lastLine: this.#lines.lineAt(lastOffset) };
  }

  /** Closes frames until one that `wanted` accepts is the innermost; false, and nothing changes, where none is. */
  popTo(wanted: (frame: Frame) => boolean, lastOffset: number): boolean {
    const index = this.#frames.findLastIndex(wanted);
    if (index < 0) return false;
    while (this.#frames.length > index + 1) this.pop(lastOffset);
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
    if (marker === '<') this.#beforeConflict = this.depth > deepestConflict ? undefined : [...this.#frames];
    else if (marker === '>') this.#beforeConflict = undefined;
    else if (this.#beforeConflict) {
      this.#frames = [...this.#beforeConflict];
      this.top = this.#frames.at(-1) ?? this.top;
    }
  }

  /** The definitions that came to an end, in order of their start. */
  closed(): Definition[] {
    return this.#definitions
      .filter(({ lastLine }) => lastLine > 0)
      .sort((a, b) => a.firstLine - b.firstLine || a.nameRange.start.column - b.nameRange.start.column);
  }

  #open({ kind, start, nameStart, nameEnd }: Head): number {
    if (kind === 'interface') return -1;
    const lines = this.#lines;
    const named = nameEnd > nameStart && nameStart >= 0;
    return (
      this.#definitions.push({
        kind,
        name: named ? lines.text.slice(nameStart, nameEnd) : undefined,
        firstLine: lines.lineAt(start),
        lastLine: 0,
        nameRange: named ? lines.range(nameStart, nameEnd) : lines.range(start, start + 1),
        parent: -1,
        isEnum: false,
        parameters: 0,
        complexity: 1,
        nesting: 0,
      }) - 1
    );
  }
}
