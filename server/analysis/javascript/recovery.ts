import { isBrace, type Role, role } from './frame.ts';
import type { FrameStack } from './frameStack.ts';
import type { ScanContext } from './scanContext.ts';
import { tokenKind } from './tokenKind.ts';
import { type Word, word } from './word.ts';

const beginStatements: ReadonlySet<Word> = new Set([
  word.function,
  word.class,
  word.interface,
  word.module,
  word.declaration,
]);

/**
 * Believes the indentation of a line where brackets do not match: what is indented further than the line has been
 * half-typed and is over, and a declaration closes everything that is indented as far as itself. So does what comes
 * behind a closing brace in a parenthesis, which a comma would have to separate.
 */
export function realign({ tokens, stack }: ScanContext): void {
  const { token, previous } = tokens;
  const column = stack.indentAt(token.start);
  const last = Math.max(0, previous.end - 1);
  if (column < stack.top.indent) stack.popTo((frame) => frame.indent <= column, last);
  if (token.kind !== tokenKind.name || column > stack.top.indent) return;
  if (beginStatements.has(token.word) || isMethodBody(stack))
    stack.popTo((frame) => frame.indent < column, last);
}

/** Whether the innermost frame is a method's body: a name that is indented as far as the method is the next member. */
function isMethodBody({ top, around }: FrameStack): boolean {
  return (
    top.definition >= 0 &&
    top.role === role.block &&
    (around.role === role.class || around.role === role.object)
  );
}

/**
 * Whether a closing brace is one too many where brackets do not match: it stands in the middle of a line, or further in
 * than what it would close, and that began on an earlier line. What is open inside of that and as far in is over then.
 */
export function isSuperfluous({ tokens, stack }: ScanContext): boolean {
  const { token, previous } = tokens;
  const closes = stack.innermost(isBrace);
  if (!closes || !codeRoles.has(closes.role)) return false;
  if (!tokens.text.slice(closes.start, token.start).includes('\n')) return false;
  if (!token.newline)
    return (
      closes === stack.top &&
      previous.kind !== tokenKind.closeBrace &&
      previous.kind !== tokenKind.closeParenthesis
    );
  const column = stack.indentAt(token.start);
  if (column <= closes.indent) return false;
  stack.popTo((frame) => isBrace(frame) || frame.indent < column, Math.max(0, previous.end - 1));
  return true;
}

const codeRoles: ReadonlySet<Role> = new Set([role.block, role.class, role.object, role.type]);
