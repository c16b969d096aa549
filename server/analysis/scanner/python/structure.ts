import { DefinitionKind } from '../definitions.ts';
import { BlockKind } from './block.ts';
import {
  closeBlocks,
  decide,
  dormant,
  isInClass,
  openControl,
  openDeclaration,
  openDefinition,
  sibling,
  top,
} from './blocks.ts';
import { Decoration, decorationAt } from './decorators.ts';
import { hasName, isClass, nameEnd, nameStart, readDefinitionHead } from './definitionHead.ts';
import { hasEnumBase } from './enumBases.ts';
import { noteEnumName } from './enumNames.ts';
import { isFinalCase } from './finalCase.ts';
import { behindBlanks } from './gaps.ts';
import { guardsFromImport } from './guards.ts';
import { parametersBehind, parametersEnd } from './parameters.ts';
import { StatementKind, statementKindAt } from './statementKind.ts';

// Opens and closes the blocks of a text, statement by statement.

/** Offset from which the rest of the present statement has to be read. */
export let readFrom: i32 = 0;
/** What decorators say of the function that follows. */
let isStatic: bool = false;
let isOverload: bool = false;

/** Forgets the decorators of another text. */
export function beginStructure(): void {
  isStatic = false;
  isOverload = false;
}

/**
 * Takes the statement at an offset into account.
 * @param lastCode an offset on the last line with code before it
 */
export function beginStatement(kind: StatementKind, start: i32, indent: i32, lastCode: i32): void {
  readFrom = start;
  closeBlocks(indent, lastCode);
  if (kind === StatementKind.Plain) return;
  if (kind === StatementKind.Decorator) decorate(start);
  else if (kind === StatementKind.Async) openAsync(start, indent);
  else open(kind, start, indent);
}

function decorate(start: i32): void {
  const found = decorationAt(start);
  if (found === Decoration.Static) isStatic = true;
  if (found === Decoration.Overload) isOverload = true;
}

function openAsync(start: i32, indent: i32): void {
  const kind = statementKindAt(behindBlanks(start + 5));
  if (kind !== StatementKind.Async) open(kind, start, indent);
}

/** Opens the block of a statement; what begins with `async` is of the kind that the word behind it says. */
function open(kind: StatementKind, start: i32, indent: i32): void {
  switch (kind) {
    case StatementKind.Definition:
      if (readDefinitionHead(start)) define(start, indent);
      return;
    case StatementKind.If:
    case StatementKind.Elif:
      decide();
      openControl(dormant === 0 && guardsFromImport(start) ? BlockKind.Dormant : BlockKind.Control, indent);
      return;
    case StatementKind.Loop:
      decide();
      openControl(BlockKind.Control, indent);
      return;
    case StatementKind.Except:
      decide();
      openControl(BlockKind.Try, indent);
      return;
    case StatementKind.Else:
      // What runs when no exception was raised is one more way; the `else` of a condition is not.
      if (sibling === BlockKind.Try) decide();
      openControl(BlockKind.Control, indent);
      return;
    default:
      openPlain(kind, start, indent);
  }
}

function openPlain(kind: StatementKind, start: i32, indent: i32): void {
  if (kind === StatementKind.Block) openControl(BlockKind.Control, indent);
  else if (kind === StatementKind.Try) openControl(BlockKind.Try, indent);
  else if (kind === StatementKind.Match) openControl(BlockKind.Match, indent);
  else if (kind === StatementKind.Case && top.kind === BlockKind.Match) {
    if (!isFinalCase(start)) decide();
    openControl(BlockKind.Case, indent);
  }
}

/** Opens the definition whose head was read last. */
function define(start: i32, indent: i32): void {
  if (isClass) openClass(start, indent);
  else if (isOverload) openDeclaration(indent);
  else openFunction(start, indent);
  isStatic = false;
  isOverload = false;
}

function openFunction(start: i32, indent: i32): void {
  const isBound = isInClass() && !isStatic;
  openDefinition(start, indent).parameters = parametersBehind(nameEnd, isBound);
  if (parametersEnd >= 0) readFrom = parametersEnd;
}

function openClass(start: i32, indent: i32): void {
  const definition = openDefinition(start, indent);
  if (!hasEnumBase(nameEnd)) return;
  definition.kind = DefinitionKind.Enum;
  if (hasName) noteEnumName(nameStart, nameEnd);
}
