import type { Definition } from '../definition.ts';
import type { LineTable } from '../lineTable.ts';
import type { Head } from './frame.ts';

/** A definition while it is open: offsets, so that lines are looked up once, for those that come to an end. */
interface OpenDefinition {
  readonly head: Head;
  readonly parent: number;
  /** Offset on its last line; -1 while it is open. */
  last: number;
  complexity: number;
  nesting: number;
}

/** The definitions of a text in the order in which their bodies open. */
export class DefinitionList {
  readonly #lines: LineTable;
  readonly #opened: OpenDefinition[] = [];

  constructor(lines: LineTable) {
    this.#lines = lines;
  }

  /** Gives the index of a definition whose body begins. */
  open(head: Head, parent: number): number {
    return this.#opened.push({ head, parent, last: -1, complexity: 1, nesting: 0 }) - 1;
  }

  /** @param decisions those of its body */
  close(index: number, last: number, decisions: number): void {
    const definition = this.#opened[index];
    if (!definition) return;
    definition.last = last;
    const { head } = definition;
    definition.complexity = 1 + head.decisions + head.defaults + decisions;
  }

  noteNesting(index: number, depth: number): void {
    const definition = this.#opened[index];
    if (definition && depth > definition.nesting) definition.nesting = depth;
  }

  /** The definitions that came to an end, in order of their start. */
  closed(): Definition[] {
    const order = this.#opened
      .map((_, index) => index)
      .filter((index) => (this.#opened[index]?.last ?? -1) >= 0);
    const startOf = (index: number) => this.#opened[index]?.head.start ?? 0;
    order.sort((a, b) => startOf(a) - startOf(b) || a - b);
    const places = new Int32Array(this.#opened.length).fill(-1);
    order.forEach((index, place) => {
      places[index] = place;
    });
    return order.flatMap((index) => {
      const definition = this.#opened[index];
      return definition ? [this.#described(definition, places[definition.parent] ?? -1)] : [];
    });
  }

  #described({ head, last, complexity, nesting }: OpenDefinition, parent: number): Definition {
    const lines = this.#lines;
    const { kind, start, nameStart, nameEnd, parameters } = head;
    const isNamed = nameEnd > nameStart && nameStart >= 0;
    const isFunction = kind === 'function';
    return {
      kind: isFunction ? 'function' : 'class',
      name: isNamed ? lines.text.slice(nameStart, nameEnd) : undefined,
      firstLine: lines.lineAt(start),
      lastLine: lines.lineAt(last),
      nameRange: isNamed ? lines.range(nameStart, nameEnd) : lines.range(start, start + 1),
      parent,
      isEnum: kind === 'enum',
      parameters: isFunction ? parameters : 0,
      complexity: isFunction ? complexity : 1,
      nesting: isFunction ? nesting : 0,
    };
  }
}
