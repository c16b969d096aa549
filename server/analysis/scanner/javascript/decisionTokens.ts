import { spells } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { Frame, Role } from './frame.ts';
import { beforePrevious, previous, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { Word } from './word.ts';

// Complexity and nesting count what ESLint's rules `complexity` (variant `classic`) and `max-depth` count.

/**
 * Handles a word that begins a control structure or a part of one.
 * @param closed the parenthesis that the token before closed
 */
export function controlToken(frame: Frame, closed: Frame | null): void {
  if (frame.role !== Role.Block) return;
  const first = unitAt(token.start);
  const second = unitAt(token.start + 1);
  if (token.word === Word.Control && decides(first, second)) frame.decisions++;
  if (continues(first, second)) {
    if (first === 101) frame.statementDepth = frame.ifDepth;
    return;
  }
  noteDepth(frame, closed, first === 105);
}

function noteDepth(frame: Frame, closed: Frame | null, isIf: bool): void {
  const isElse = previous.word === Word.Branch && unitAt(previous.start) === 101;
  const isBody = previous.word === Word.Branch || (closed !== null && closed.beforeWord === Word.Control);
  if (!isElse && !isBody) frame.statementDepth = frame.depth + 1;
  // `else if`, and an `if` that is all of another's body, go no deeper.
  else if (!isIf || !(isElse || (closed !== null && spells(closed.beforeStart, 'if'))))
    frame.statementDepth++;
  if (isIf) frame.ifDepth = frame.statementDepth;
  const owner = frame.owner;
  if (owner !== null && frame.statementDepth > owner.nesting) owner.nesting = frame.statementDepth;
}

/** `if`, `for`, `while` and `catch`; not `switch`, whose cases do, nor `with`. */
function decides(first: i32, second: i32): bool {
  return first !== 115 && !(first === 119 && second === 105);
}

/** `else`, `catch` and `finally`: go on with a statement. */
function continues(first: i32, second: i32): bool {
  return first === 101 || first === 99 || (first === 102 && second === 105);
}

/** Depth of the statements in a block that opens. */
export function blockDepth(frame: Frame, closed: Frame | null): i32 {
  if (frame.role !== Role.Block) return 0;
  const isControlled = closed !== null || previous.word === Word.Branch || previous.word === Word.Control;
  return isControlled ? frame.statementDepth : frame.depth;
}

/** Counts a default value, or what may turn out to be one. */
export function equalsToken(frame: Frame): void {
  if (frame.definition !== null || frame.isIndex) return;
  // `+=` and `>=` are read as two.
  const isPart = previous.kind === TokenKind.Operator || previous.kind === TokenKind.Greater;
  if (isPart && previous.end === token.start) return;
  if (frame.role === Role.Object) {
    const before = beforePrevious.kind;
    const isShorthand =
      previous.kind === TokenKind.Name && (before === TokenKind.OpenBrace || before === TokenKind.Comma);
    if (isShorthand) frame.decisions++;
    else frame.defaults++;
  } else if (frame.role === Role.List) frame.defaults++;
}

/** What brackets hold that an equals sign or `of` follows is a pattern: its equals signs were default values. */
export function patternEnded(frame: Frame, pattern: Frame): void {
  frame.defaults -= pattern.defaults;
  frame.decisions += pattern.defaults;
}
