import type { Definition } from '../definition.ts';
import type { LineTable } from '../lineTable.ts';
import type { Head } from './frame.ts';

/** A definition while it is open: offsets, so that lines are looked up once, for those that come to an end. */
interface OpenDefinition {
  readonly head: Head;
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
  open(head: Head): number {
    return this.#opened.push({ head, last: -1, complexity: 1, nesting: 0 }) - 1;
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
    const all = this.#opened.filter(({ last }) => last >= 0).sort((a, b) => a.head.start - b.head.start);
    const around: number[] = [];
    return all.map((definition, index) => {
      let parent = around.at(-1) ?? -1;
      while (parent >= 0 && (all[parent]?.last ?? -1) < definition.head.start) {
        around.pop();
        parent = around.at(-1) ?? -1;
      }
      around.push(index);
      return this.#described(definition, parent);
    });
  }

  #described({ head, last, complexity, nesting }: OpenDefinition, parent: number): Definition {
    const lines = this.#lines;
    const { kind, start, nameStart, nameEnd, parameters } = head;
    const isNamed = nameEnd > nameStart && nameStart >= 0;
    const isFunction = kind === 'function';
    return {
      kind: isFunction ? 'function' : 'class',
      name: isNamed ? unquoted(lines.text.slice(nameStart, nameEnd)) : undefined,
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

/** A property may be named by a string. */
function unquoted(name: string): string {
  return /^(["']).*\1$/.test(name) ? name.slice(1, -1) : name;
}
