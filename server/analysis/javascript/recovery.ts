import { type Role, role } from './frame.ts';
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
 * half-typed and is over, and a declaration closes everything that is indented as far as itself.
 */
export function realign({ tokens, stack }: ScanContext): void {
  const { token, previous } = tokens;
  const column = stack.indentAt(token.start);
  const last = Math.max(0, previous.end - 1);
  if (column < stack.top.indent) stack.popTo((frame) => frame.indent <= column, last);
  if (token.kind !== tokenKind.name || !beginStatements.has(token.word)) return;
  if (column <= stack.top.indent) stack.popTo((frame) => frame.indent < column, last);
}

const codeRoles: ReadonlySet<Role> = new Set([role.block, role.class, role.object, role.type]);

/**
 * Whether a closing brace is one too many where brackets do not match: it stands in the middle of a line, or further in
 * than what it would close, and that began on an earlier line.
 */
export function isSuperfluous({ tokens, stack }: ScanContext): boolean {
  const { token, previous } = tokens;
  const { top } = stack;
  if (!codeRoles.has(top.role) || !tokens.text.slice(top.start, token.start).includes('\n')) return false;
  if (token.newline) return stack.indentAt(token.start) > top.indent;
  return previous.kind !== tokenKind.closeBrace && previous.kind !== tokenKind.closeParenthesis;
}
