import type { Definition } from '../definition.ts';
import type { Range } from '../finding.ts';
import type { LineTable } from '../lineTable.ts';
import type { DefinitionHead } from './pythonHead.ts';

/** A definition that the scanner still fills; its places are found when somebody asks for them. */
export class PythonDefinition implements Definition {
  readonly kind: Definition['kind'];
  readonly name: string | undefined;
  readonly firstLine: number;
  readonly parent: number;
  lastLine = 0;
  isEnum = false;
  parameters = 0;
  complexity = 1;
  nesting = 0;
  readonly #lines: LineTable;
  readonly #nameStart: number;
  readonly #nameEnd: number;

  constructor(head: DefinitionHead, lines: LineTable, firstLine: number, parent: number) {
    this.kind = head.kind;
    this.name = head.hasName ? lines.text.slice(head.nameStart, head.nameEnd) : undefined;
    this.firstLine = firstLine;
    this.parent = parent;
    this.#lines = lines;
    this.#nameStart = head.nameStart;
    this.#nameEnd = head.nameEnd;
  }

  get nameRange(): Range {
    return this.#lines.range(this.#nameStart, this.#nameEnd);
  }
}
