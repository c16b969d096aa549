import { allocate, unitAt } from '../memory.ts';
import { Frame, isBrace, isParenthesis, newFrame, Role } from './frame.ts';
import { clearDefinitions, Head, HeadKind, openDefinition } from './head.ts';

/** Brackets around a conflict are remembered up to this depth: deeper ones nobody wrote, and each would be copied. */
const deepestConflict = 100;

// The open brackets of a text, innermost last.

let bottom: Frame = changetype<Frame>(0);
export let top: Frame = changetype<Frame>(0);
/** How many are open, the text itself included. */
export let depth: i32 = 1;
/** The one that was closed last, as it was. */
export let closed: Frame = changetype<Frame>(0);
/** Whether a closing bracket was missing or too many. */
export let broken: bool = false;
let measuring: bool = false;
/** An offset and where its line begins: a line may be megabytes long and hold thousands that ask. */
let knownOffset: i32 = 0;
let knownLine: i32 = 0;
/** Copies of the frames around a conflict, outermost first. */
let snapshot: usize = 0;
let snapshotDepth: i32 = 0;

/** Begins with the text itself. */
export function beginFrames(recovering: bool): void {
  clearDefinitions();
  bottom = newFrame(null);
  bottom.open(Role.Block, 0);
  bottom.indent = -1;
  top = bottom;
  closed = bottom;
  depth = 1;
  broken = false;
  measuring = recovering;
  knownOffset = 0;
  knownLine = 0;
  snapshot = 0;
  snapshotDepth = 0;
}

/** Tells that brackets do not match. */
export function breakFrames(): void {
  broken = true;
}

export function push(role: Role, start: i32, head: Head | null = null): Frame {
  const frame = innerOf(top);
  frame.open(role, start);
  if (head !== null && head.kind !== HeadKind.Interface) define(frame, head);
  if (measuring) frame.indent = indentAt(start);
  depth++;
  top = frame;
  return frame;
}

function innerOf(around: Frame): Frame {
  const known = around.inner;
  if (known !== null) return known;
  const frame = newFrame(around);
  around.inner = frame;
  return frame;
}

function define(frame: Frame, head: Head): void {
  openDefinition(head);
  frame.definition = head;
  frame.enclosing = head;
  frame.owner = head.kind === HeadKind.Function ? head : null;
  frame.depth = 0;
  frame.statementDepth = 0;
  top.decisions -= head.decisions;
}

/** Closes the innermost frame at an offset on its last line. The outermost stays. */
export function pop(last: i32): void {
  const frame = top;
  const around = frame.around;
  if (around === null) return;
  depth--;
  top = around;
  closed = frame;
  const definition = frame.definition;
  if (definition !== null) {
    definition.last = last;
    definition.complexity = 1 + definition.decisions + definition.defaults + frame.decisions;
    return;
  }
  around.decisions += frame.decisions;
  if (frame.defaults > 0 && !isParenthesis(frame)) around.defaults += frame.defaults;
}

/** Closes frames until the one at a depth is the innermost. */
export function popToDepth(wanted: i32, last: i32): void {
  while (depth > wanted) pop(last);
}

/** Closes frames until one with a brace is the innermost; false, and nothing changes, where none is. */
export function popToBrace(last: i32): bool {
  let frame: Frame | null = top;
  let wanted = depth;
  while (frame !== null && !isBrace(frame)) {
    frame = frame.around;
    wanted--;
  }
  if (frame === null) return false;
  popToDepth(wanted, last);
  return true;
}

/** Columns before the first character of the line an offset is on; a tab counts as one. */
export function indentAt(offset: i32): i32 {
  const start = lineStart(offset);
  let i = start;
  for (let c = unitAt(i); c === 32 || c === 9; c = unitAt(i)) i++;
  return i - start;
}

/** Offset of the first character of the line an offset is on. */
export function lineStart(offset: i32): i32 {
  const nearest = offset >= knownOffset ? knownOffset : 0;
  let i = offset;
  while (i > nearest && unitAt(i - 1) !== 10) i--;
  if (i === nearest && i > 0 && unitAt(i - 1) !== 10) i = knownLine;
  knownOffset = offset;
  knownLine = i;
  return i;
}

/** Both sides of a merge conflict begin where the first began: `<` remembers, `=` and `|` go back, `>` forgets. */
export function conflict(marker: i32): void {
  if (marker === 60) remember();
  else if (marker === 62) snapshotDepth = 0;
  else if (snapshotDepth > 0) goBack();
}

/** What is known of the inside of a frame lies behind its links to others. */
const contentStart: usize = offsetof<Frame>('definition');
const contentSize: usize = offsetof<Frame>() - contentStart;

function remember(): void {
  snapshotDepth = depth > deepestConflict ? 0 : depth;
  if (snapshot === 0) snapshot = allocate(contentSize * deepestConflict);
  let frame: Frame | null = bottom;
  for (let i = 0; i < snapshotDepth && frame !== null; i++) {
    memory.copy(snapshot + (i as usize) * contentSize, changetype<usize>(frame) + contentStart, contentSize);
    frame = frame.inner;
  }
}

function goBack(): void {
  let frame = bottom;
  for (let i = 0; i < snapshotDepth; i++) {
    if (i > 0) frame = innerOf(frame);
    memory.copy(changetype<usize>(frame) + contentStart, snapshot + (i as usize) * contentSize, contentSize);
  }
  top = frame;
  depth = snapshotDepth;
}
