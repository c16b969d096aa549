import { behindSpace, isWordUnit, lastBefore, spells } from '../characters.ts';
import { length, unitAt } from '../memory.ts';
import { Frame, Role } from './frame.ts';
import { top } from './frameStack.ts';
import { Head, HeadKind, headAt } from './head.ts';
import { beforePrevious, previous } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { Word } from './word.ts';

/** The function that a closed parenthesis holds the parameters of, as far as one can tell before its body. */
export function headOf(parenthesis: Frame | null, around: Frame): Head | null {
  if (parenthesis === null) return null;
  let head = parenthesis.parametersOf;
  if (head === null) head = methodOf(parenthesis, around);
  if (head !== null) takeParameters(head, parenthesis);
  return head;
}

function takeParameters(head: Head, parenthesis: Frame): void {
  // TypeScript's `this` says what a function is called on; nobody passes it.
  const first = behindSpace(parenthesis.start + 1, length);
  const isThis = spells(first, 'this') && !isWordUnit(unitAt(first + 4));
  head.parameters = max(0, parenthesis.entries - (isThis ? 1 : 0));
  head.decisions = parenthesis.decisions;
  head.defaults = parenthesis.defaults;
}

function methodOf(parenthesis: Frame, around: Frame): Head | null {
  if (around.role !== Role.Class && around.role !== Role.Object) return null;
  const start = parenthesis.beforeStart;
  const end = parenthesis.beforeEnd;
  switch (parenthesis.beforeKind) {
    case TokenKind.Name:
    case TokenKind.Literal:
      return parenthesis.startsMember ? headAt(HeadKind.Function, start, start, end) : null;
    case TokenKind.CloseBracket:
      return headAt(HeadKind.Function, start, -1, -1);
    case TokenKind.Greater:
      return genericMethod(end);
    default:
      return null;
  }
}

/** The method whose type parameters end at an offset: its name stands before the matching `<`. */
function genericMethod(end: i32): Head | null {
  const start = typeParametersStart(end);
  const nameEnd = lastBefore(start) + 1;
  const farthest = max(0, start - 200);
  let nameStart = nameEnd;
  while (nameStart > farthest && isNameUnit(unitAt(nameStart - 1))) nameStart--;
  return nameStart < nameEnd ? headAt(HeadKind.Function, nameStart, nameStart, nameEnd) : null;
}

function isNameUnit(c: i32): bool {
  return isWordUnit(c) || c === 35 || c === 36;
}

/** Offset of the `<` of the type parameters that end at an offset; 0 where it is too far away. */
function typeParametersStart(end: i32): i32 {
  let depth = 0;
  const first = max(0, end - 2000);
  for (let i = end - 1; i >= first; i--) {
    const c = unitAt(i);
    if (c === 62 && unitAt(i - 1) !== 61) depth++;
    else if (c === 60 && --depth === 0) return i;
  }
  return 0;
}

/** Whether the brace that comes next opens the statements that run once for a class. */
export function isStaticBlock(around: Frame): bool {
  if (around.role !== Role.Class || previous.kind !== TokenKind.Name) return false;
  return previous.end - previous.start === 6 && spells(previous.start, 'static');
}

/** A static block is measured as a function named for the word before it. */
export function staticBlockHead(): Head {
  return headAt(HeadKind.Function, previous.start, previous.start, previous.end);
}

/** The function whose arrow is the present token. It is tentative: an arrow after a colon is only seen later. */
export function arrowHead(parenthesis: Frame | null): Head {
  let start = previous.start;
  if (parenthesis !== null) {
    const isAsync = parenthesis.beforeWord === Word.Async;
    start = isAsync ? parenthesis.beforeStart : parenthesis.start;
  } else if (beforePrevious.word === Word.Async) start = beforePrevious.start;
  const first = withTypeParameters(start);
  // A type parameter's default was assigned last.
  const isAssigned = isValue(lastBefore(first)) && top.targetEnd <= first;
  const nameStart = isAssigned ? top.targetStart : -1;
  const head = headAt(HeadKind.Function, start, nameStart, isAssigned ? top.targetEnd : -1);
  head.tentative = true;
  head.parameters = 1;
  if (parenthesis !== null) takeParameters(head, parenthesis);
  return head;
}

/** Whether what follows an offset is assigned to something. */
function isValue(before: i32): bool {
  const c = unitAt(before);
  return c === 61 || (c === 58 && (top.role === Role.Object || top.role === Role.Class));
}

/** Where an arrow function begins whose parameters do: at its type parameters and `async` before them, if it has any. */
function withTypeParameters(parameters: i32): i32 {
  const end = lastBefore(parameters) + 1;
  if (unitAt(end - 1) !== 62 || unitAt(end - 2) === 61) return parameters;
  const start = typeParametersStart(end);
  const asyncStart = lastBefore(start) - 4;
  if (asyncStart < 0 || !spells(asyncStart, 'async')) return start;
  const before = unitAt(asyncStart - 1);
  return isWordUnit(before) || before === 36 || before === 46 ? start : asyncStart;
}
