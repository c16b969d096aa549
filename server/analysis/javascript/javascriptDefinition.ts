import type { Definition } from '../definition.ts';
import type { Range } from '../finding.ts';
import type { LineTable } from '../lineTable.ts';

/** Where the fields of a `Head` of `scanner/head.ts` stand, in numbers of four bytes. */
export const headField = {
  next: 0,
  kind: 1,
  start: 2,
  nameStart: 3,
  nameEnd: 4,
  parameters: 5,
  last: 6,
  complexity: 7,
  nesting: 8,
} as const;
const functionKind = 0;
const enumKind = 3;

/** A definition in a text; its name and its places are found when somebody asks for them. */
export class JavaScriptDefinition implements Definition {
  readonly kind: Definition['kind'];
  readonly parent: number;
  readonly isEnum: boolean;
  readonly parameters: number;
  readonly complexity: number;
  readonly nesting: number;
  readonly #lines: LineTable;
  readonly #start: number;
  readonly #last: number;
  readonly #nameStart: number;
  readonly #nameEnd: number;

  /**
   * @param memory of the scanner
   * @param head index of the definition in it
   */
  constructor(lines: LineTable, memory: Int32Array, head: number, parent: number) {
    const kind = memory[head + headField.kind];
    const isFunction = kind === functionKind;
    this.kind = isFunction ? 'function' : 'class';
    this.isEnum = kind === enumKind;
    this.parent = parent;
    this.parameters = isFunction ? (memory[head + headField.parameters] ?? 0) : 0;
    this.complexity = isFunction ? (memory[head + headField.complexity] ?? 1) : 1;
    this.nesting = isFunction ? (memory[head + headField.nesting] ?? 0) : 0;
    this.#lines = lines;
    this.#start = memory[head + headField.start] ?? 0;
    this.#last = memory[head + headField.last] ?? 0;
    this.#nameStart = memory[head + headField.nameStart] ?? -1;
    this.#nameEnd = memory[head + headField.nameEnd] ?? -1;
  }

  get name(): string | undefined {
    return this.#isNamed ? unquoted(this.#lines.text.slice(this.#nameStart, this.#nameEnd)) : undefined;
  }

  get firstLine(): number {
    return this.#lines.lineAt(this.#start);
  }

  get lastLine(): number {
    return this.#lines.lineAt(this.#last);
  }

  get nameRange(): Range {
    if (this.#isNamed) return this.#lines.range(this.#nameStart, this.#nameEnd);
    return this.#lines.range(this.#start, this.#start + 1);
  }

  get #isNamed(): boolean {
    return this.#nameEnd > this.#nameStart && this.#nameStart >= 0;
  }
}

/** A property may be named by a string. */
function unquoted(name: string): string {
  return /^(["']).*\1$/.test(name) ? name.slice(1, -1) : name;
}
