import { type Frame, role } from './frame.ts';
import type { ScanContext } from './scanContext.ts';
import type { Token } from './tokenizer.ts';
import { tokenKind } from './tokenKind.ts';
import { word } from './word.ts';

// Complexity and nesting count what ESLint's rules `complexity` (variant `classic`) and `max-depth` count.

/** Handles a word that begins a control structure or a part of one. */
export function controlToken(context: ScanContext, frame: Frame, closed: Frame | undefined): void {
  if (frame.role !== role.block) return;
  const { tokens, stack } = context;
  const { token, previous, text } = tokens;
  const first = text.charCodeAt(token.start);
  const second = text.charCodeAt(token.start + 1);
  if (token.word === word.control && decides(first, second)) frame.decisions++;
  if (continues(first, second)) {
    if (first === letter.e) frame.statementDepth = frame.ifDepth;
    return;
  }
  const isIf = first === letter.i;
  const after = isElse(previous, text) ? 'else' : isBody(previous, closed) ? 'body' : 'start';
  if (after === 'start') frame.statementDepth = frame.depth + 1;
  // `else if`, and an `if` that is all of another's body, go no deeper.
  else if (!isIf || !(after === 'else' || text.startsWith('if', closed?.beforeStart))) frame.statementDepth++;
  if (isIf) frame.ifDepth = frame.statementDepth;
  stack.definitions.noteNesting(frame.owner, frame.statementDepth);
}

const letter = { c: 99, d: 100, e: 101, f: 102, i: 105, s: 115, w: 119 };

/** `if`, `for`, `while` and `catch`; not `switch`, whose cases do, nor `with`. */
function decides(first: number, second: number): boolean {
  return first !== letter.s && !(first === letter.w && second === letter.i);
}

/** `else`, `catch` and `finally`: go on with a statement. */
function continues(first: number, second: number): boolean {
  return first === letter.e || first === letter.c || (first === letter.f && second === letter.i);
}

function isElse(previous: Token, text: string): boolean {
  return previous.word === word.branch && text.charCodeAt(previous.start) === letter.e;
}

/** Whether what follows is the body, without braces, of a control structure. */
function isBody(previous: Token, closed: Frame | undefined): boolean {
  return closed?.beforeWord === word.control || previous.word === word.branch;
}

/** Depth of the statements in a block that opens. */
export function blockDepth(
  { tokens: { previous } }: ScanContext,
  frame: Frame,
  closed: Frame | undefined,
): number {
  const isControlled =
    closed !== undefined || previous.word === word.branch || previous.word === word.control;
  if (frame.role !== role.block) return 0;
  return isControlled ? frame.statementDepth : frame.depth;
}

/** Counts a default value, or what may turn out to be one. */
export function equalsToken({ tokens }: ScanContext, frame: Frame): void {
  const { token, previous, beforePrevious } = tokens;
  if (frame.definition >= 0 || frame.isIndex) return;
  // `+=` and `>=` are read as two.
  const isPart = previous.kind === tokenKind.operator || previous.kind === tokenKind.greater;
  if (isPart && previous.end === token.start) return;
  if (frame.role === role.object) {
    const isShorthand =
      previous.kind === tokenKind.name &&
      (beforePrevious.kind === tokenKind.openBrace || beforePrevious.kind === tokenKind.comma);
    if (isShorthand) frame.decisions++;
    else frame.defaults++;
  } else if (frame.role === role.list) frame.defaults++;
}

/** What brackets hold that an equals sign or `of` follows is a pattern: its equals signs were default values. */
export function patternEnded(frame: Frame, pattern: Frame): void {
  frame.defaults -= pattern.defaults;
  frame.decisions += pattern.defaults;
}
