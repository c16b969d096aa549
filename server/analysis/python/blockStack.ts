import type { LineTable } from '../lineTable.ts';
import { PythonDefinition } from './pythonDefinition.ts';
import type { DefinitionHead } from './pythonHead.ts';

/** What an indented block is to the measures. `dormant`: it does not run when the module is imported. */
export const blockKind = {
  control: 0,
  try: 1,
  match: 2,
  case: 3,
  dormant: 4,
  function: 5,
  class: 6,
} as const;
export type BlockKind = (typeof blockKind)[keyof typeof blockKind];

/** One object for each depth that occurs: blocks open and close too often to make new ones. */
class OpenBlock {
  kind: BlockKind = blockKind.control;
  indent = 0;
  /** Index of the definition whose body it is; -1 for none. */
  definition = -1;
  /** Indexes of the nearest definition and function that it is or stands in; -1 for none. */
  enclosing = -1;
  function = -1;
  /** Control structures around what stands in it, up to its function or class. */
  level = 0;
}

/** The blocks that are open at a place of a text, and the definitions so far, which it measures. */
export class BlockStack {
  readonly definitions: PythonDefinition[] = [];
  /** Innermost indentation of an open block, so that most lines need no look at the blocks; -1 without one. */
  indent = -1;
  /** Number of open blocks that do not run when the module is imported. */
  dormant = 0;
  /** Kind of the block with the same indentation that the present statement ended; undefined without one. */
  sibling: BlockKind | undefined;
  readonly #lines: LineTable;
  readonly #blocks: OpenBlock[] = [];
  #depth = 0;
  /** The line that was asked for last: places come in their order. */
  #line = 1;

  constructor(lines: LineTable) {
    this.#lines = lines;
  }

  /** The innermost block's kind; undefined at the top level. */
  get top(): BlockKind | undefined {
    return this.#depth === 0 ? undefined : this.#blocks[this.#depth - 1]?.kind;
  }

  /** Whether a function that opens here is a method. */
  get isInClass(): boolean {
    const enclosing = this.#top?.enclosing ?? -1;
    return this.definitions[enclosing]?.kind === 'class';
  }

  get #top(): OpenBlock | undefined {
    return this.#depth === 0 ? undefined : this.#blocks[this.#depth - 1];
  }

  /** Ends the blocks that a statement with this indentation does not stand in. */
  close(indent: number, lastCode: number): void {
    this.sibling = undefined;
    for (let block = this.#top; block && block.indent >= indent; block = this.#top) {
      this.#depth--;
      if (block.indent === indent) this.sibling = block.kind;
      if (block.kind === blockKind.function || block.kind === blockKind.dormant) this.dormant--;
      if (block.definition >= 0) this.#end(block.definition, lastCode);
    }
    this.indent = this.#top?.indent ?? -1;
  }

  #end(index: number, lastCode: number): void {
    const definition = this.definitions[index];
    if (!definition) return;
    // A backslash at the end of the text continues into a line that is not there.
    definition.lastLine = Math.min(this.#lineAt(lastCode), Math.max(1, this.#lines.count));
    if (definition.kind !== 'function') return;
    const outer = this.definitions[this.#top?.function ?? -1];
    if (outer) outer.complexity += definition.complexity;
  }

  #lineAt(offset: number): number {
    this.#line = this.#lines.lineFrom(this.#line, offset);
    return this.#line;
  }

  /** Counts a decision for the function around the present statement. */
  decide(): void {
    const definition = this.definitions[this.#top?.function ?? -1];
    if (definition) definition.complexity++;
  }

  /** Opens the block of a control structure; that of `match` counts with its first `case`. */
  openControl(kind: BlockKind, indent: number): void {
    const level = (this.#top?.level ?? 0) + (kind === blockKind.match ? 0 : 1);
    const block = this.#open(kind, indent);
    block.level = level;
    if (kind === blockKind.dormant) this.dormant++;
    const around = this.definitions[block.enclosing];
    if (around && level > around.nesting) around.nesting = level;
  }

  openDefinition(head: DefinitionHead, indent: number, start: number): PythonDefinition {
    const parent = this.#top?.enclosing ?? -1;
    const definition = new PythonDefinition(head, this.#lines, this.#lineAt(start), parent);
    const index = this.definitions.push(definition) - 1;
    const block = this.#open(head.kind === 'function' ? blockKind.function : blockKind.class, indent);
    block.definition = index;
    block.enclosing = index;
    block.level = 0;
    if (head.kind === 'function') {
      block.function = index;
      this.dormant++;
    }
    return definition;
  }

  /** Opens a function that is only declared: an overload. */
  openDeclaration(indent: number): void {
    this.decide();
    this.#open(blockKind.function, indent);
    this.dormant++;
  }

  #open(kind: BlockKind, indent: number): OpenBlock {
    const around = this.#top;
    let block = this.#blocks[this.#depth];
    if (!block) {
      block = new OpenBlock();
      this.#blocks.push(block);
    }
    this.#depth++;
    block.kind = kind;
    block.indent = indent;
    block.definition = -1;
    block.enclosing = around?.enclosing ?? -1;
    block.function = around?.function ?? -1;
    block.level = around?.level ?? 0;
    this.indent = indent;
    return block;
  }
}
