import { Frame, isBrace, Role } from './frame.ts';
import { depth, indentAt, lineStart, popToDepth, top } from './frameStack.ts';
import { previous, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { Word } from './word.ts';

/**
 * Believes the indentation of a line where brackets do not match: what is indented further than the line has been
 * half-typed and is over, and a declaration closes everything that is indented as far as itself. So does what comes
 * behind a closing brace in a parenthesis, which a comma would have to separate.
 */
export function realign(): void {
  const column = indentAt(token.start);
  const last = max(0, previous.end - 1);
  if (column < top.indent) popToIndent(column, last);
  if (token.kind !== TokenKind.Name || column > top.indent) return;
  if (beginsStatement(token.word) || isMethodBody()) popToIndent(column - 1, last);
}

/** Closes frames until one that is indented no further is the innermost. */
function popToIndent(column: i32, last: i32): void {
  let frame: Frame | null = top;
  let wanted = depth;
  while (frame !== null && frame.indent > column) {
    frame = frame.around;
    wanted--;
  }
  if (frame !== null) popToDepth(wanted, last);
}

function beginsStatement(meaning: Word): bool {
  switch (meaning) {
    case Word.Function:
    case Word.Class:
    case Word.Interface:
    case Word.Module:
    case Word.Declaration:
      return true;
    default:
      return false;
  }
}

/** Whether the innermost frame is a method's body: a name that is indented as far as the method is the next member. */
function isMethodBody(): bool {
  const around = top.around;
  if (around === null || top.definition === null || top.role !== Role.Block) return false;
  return around.role === Role.Class || around.role === Role.Object;
}

/**
 * Whether a closing brace is one too many where brackets do not match: it stands in the middle of a line, or further in
 * than what it would close, and that began on an earlier line. What is open inside of that and as far in is over then.
 */
export function isSuperfluous(): bool {
  const closes = innermostBrace();
  if (closes === null || closes.role > Role.Type || lineStart(token.start) <= closes.start) return false;
  if (!token.newline) {
    const before = previous.kind;
    return closes === top && before !== TokenKind.CloseBrace && before !== TokenKind.CloseParenthesis;
  }
  const column = indentAt(token.start);
  if (column <= closes.indent) return false;
  popInside(column, max(0, previous.end - 1));
  return true;
}

function innermostBrace(): Frame | null {
  let frame: Frame | null = top;
  while (frame !== null && !isBrace(frame)) frame = frame.around;
  return frame;
}

/** Closes frames until one with a brace, or one that is indented less, is the innermost. */
function popInside(column: i32, last: i32): void {
  let frame: Frame | null = top;
  let wanted = depth;
  while (frame !== null && !isBrace(frame) && frame.indent >= column) {
    frame = frame.around;
    wanted--;
  }
  if (frame !== null) popToDepth(wanted, last);
}
