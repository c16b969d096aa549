import { DefinitionKind } from '../definitions.ts';
import { lineFrom } from '../lines.ts';
import { length } from '../memory.ts';
import { Block, BlockKind, innerBlock, newModule } from './block.ts';
import { isClass } from './definitionHead.ts';
import { addDefinition, ListedDefinition } from './definitionList.ts';

// The blocks that are open at a place of a text, and the measures of their definitions.

/** The innermost block. */
export let top: Block = changetype<Block>(0);
/** Number of open blocks that do not run when the module is imported. */
export let dormant: i32 = 0;
/** Kind of the block with the same indentation that the present statement ended; that of the module without one. */
export let sibling: BlockKind = BlockKind.Module;

/** The line that was asked for last: places come in their order. */
let line: i32 = 1;

/** Begins with the text itself. */
export function beginBlocks(): void {
  line = 1;
  top = newModule();
  dormant = 0;
  sibling = BlockKind.Module;
}

/**
 * Ends the blocks that a statement with this indentation does not stand in.
 * @param lastCode an offset on the last line with code before it
 */
export function closeBlocks(indent: i32, lastCode: i32): void {
  sibling = BlockKind.Module;
  while (top.indent >= indent) {
    const block = top;
    const around = block.around;
    if (around === null) return;
    top = around;
    if (block.indent === indent) sibling = block.kind;
    if (block.kind === BlockKind.Function || block.kind === BlockKind.Dormant) dormant--;
    const definition = block.definition;
    if (definition !== null) end(definition, lastCode);
  }
}

function lineAt(offset: i32): i32 {
  line = lineFrom(line, offset);
  return line;
}

function end(definition: ListedDefinition, lastCode: i32): void {
  // A backslash at the end of the text continues into a line that is not there.
  definition.lastLine = lineAt(min(lastCode, length - 1));
  if (definition.kind === DefinitionKind.Function) decide(definition.complexity);
}

/** Counts decisions for the function around the present statement. */
export function decide(count: i32 = 1): void {
  const owner = top.owner;
  if (owner !== null) owner.complexity += count;
}

/** Whether a function that opens here is a method. */
export function isInClass(): bool {
  const enclosing = top.enclosing;
  return enclosing !== null && enclosing.kind !== DefinitionKind.Function;
}

/** Opens the block of a control structure; that of `match` counts with its first `case`. */
export function openControl(kind: BlockKind, indent: i32): void {
  const block = open(kind, indent);
  if (kind !== BlockKind.Match) block.level++;
  if (kind === BlockKind.Dormant) dormant++;
  const enclosing = block.enclosing;
  if (enclosing !== null && block.level > enclosing.nesting) enclosing.nesting = block.level;
}

/** Opens the definition that begins at an offset and whose head was read last. */
export function openDefinition(start: i32, indent: i32): ListedDefinition {
  const definition = addDefinition(lineAt(start), top.enclosing);
  const block = open(isClass ? BlockKind.Class : BlockKind.Function, indent);
  block.definition = definition;
  block.enclosing = definition;
  block.level = 0;
  if (!isClass) {
    block.owner = definition;
    dormant++;
  }
  return definition;
}

/** Opens a function that is only declared: an overload. */
export function openDeclaration(indent: i32): void {
  decide();
  open(BlockKind.Function, indent);
  dormant++;
}

function open(kind: BlockKind, indent: i32): Block {
  top = innerBlock(top, kind, indent);
  return top;
}
