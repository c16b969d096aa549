import { allocate } from '../memory.ts';
import { ListedDefinition } from './definitionList.ts';

/** What an indented block is to the measures. */
export enum BlockKind {
  /** The text itself. */
  Module = 0,
  Control = 1,
  Try = 2,
  Match = 3,
  Case = 4,
  /** A control structure whose block does not run when the module is imported. */
  Dormant = 5,
  Function = 6,
  Class = 7,
}

/** An open block. One object serves all that are open at its depth, one after the other. */
@unmanaged
export class Block {
  /** The one around it; null for the text itself. */
  around: Block | null;
  /** The one that was last inside of it: it serves again. */
  inner: Block | null;
  kind: BlockKind;
  /** Columns before its statement; -1 for the text itself. */
  indent: i32;
  /** What it is the body of. */
  definition: ListedDefinition | null;
  /** The nearest definition and function that it is or stands in. */
  enclosing: ListedDefinition | null;
  owner: ListedDefinition | null;
  /** Control structures around what stands in it, up to its function or class. */
  level: i32;
}

/** The block of the text itself. */
export function newModule(): Block {
  const block = changetype<Block>(allocate(offsetof<Block>()));
  memory.fill(changetype<usize>(block), 0, offsetof<Block>());
  block.indent = -1;
  return block;
}

/** A block inside of another, about which the same is known as about the other. */
export function innerBlock(around: Block, kind: BlockKind, indent: i32): Block {
  const block = serving(around);
  block.kind = kind;
  block.indent = indent;
  block.definition = null;
  block.enclosing = around.enclosing;
  block.owner = around.owner;
  block.level = around.level;
  return block;
}

function serving(around: Block): Block {
  const known = around.inner;
  if (known !== null) return known;
  const block = changetype<Block>(allocate(offsetof<Block>()));
  block.around = around;
  block.inner = null;
  around.inner = block;
  return block;
}
