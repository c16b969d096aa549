import type { OffsetEdit } from '../../../fixes/fix.ts';
import { child, list, type SyntaxNode } from '../../syntax/syntaxNode.ts';
import { indentAt, lineEndingOf, nextLine } from './lineEdits.ts';

/** A statement to put into functions: with or without a semicolon at its end, as the file has it. */
export interface NewStatement {
  readonly code: string;
  readonly semicolon: boolean;
}

/** Puts a statement at the start of a function's body; the expression of an arrow becomes a body of its own. */
export function insertAtStart(text: string, node: SyntaxNode, statement: NewStatement): OffsetEdit[] {
  const body = child(node, 'body');
  if (!body) return [];
  if (body.type !== 'BlockStatement') return arrowEdits(text, node, body, statement);
  const anchor = list(body, 'directives').at(-1)?.end ?? body.start + 1;
  return [insertBehind(text, anchor, list(body, 'body')[0]?.start ?? body.end - 1, statement)];
}

/**
 * Puts a statement behind an offset: on a line of its own where what follows begins a line too.
 * @param next where the next statement begins
 */
export function insertBehind(
  text: string,
  anchor: number,
  next: number,
  statement: NewStatement,
): OffsetEdit {
  const { code } = statement;
  const rest = text.slice(anchor, next);
  const endOfLine = rest.indexOf('\n');
  const mayBreakAfter =
    endOfLine !== -1 &&
    /^[ \t]*(?:\/\/.*|(?:\/\*(?:(?!\*\/).)*\*\/[ \t]*)*)\r?$/.test(rest.slice(0, endOfLine));
  if (!mayBreakAfter) return { start: anchor, end: anchor, newText: ` ${code};` };
  const at = nextLine(text, anchor);
  const indent = indentAt(text, next);
  const end = statement.semicolon || needsSemicolon(text, next) ? ';' : '';
  const newText = indent + code.replaceAll('\n', `\n${indent}`) + end + lineEndingOf(text);
  return { start: at, end: at, newText };
}

/** Whether a statement without a semicolon would go on with what stands at an offset. */
function needsSemicolon(text: string, next: number): boolean {
  return /^[([`/+\-*.,]/.test(text.slice(next));
}

/** From behind `=>`: parentheses around the expression, and comments, stay inside. */
function arrowEdits(text: string, node: SyntaxNode, body: SyntaxNode, { code }: NewStatement): OffsetEdit[] {
  const arrow = arrowOffset(text, node, body);
  // A line break right behind `return` would end the statement.
  const isMultiline = text.slice(arrow, node.end).includes('\n');
  const gap = isMultiline ? ' (' : /\s/.test(text.charAt(arrow)) ? '' : ' ';
  return [
    { start: arrow, end: arrow, newText: ` { ${code}; return${gap}` },
    { start: node.end, end: node.end, newText: `${isMultiline ? ')' : ''}; }` },
  ];
}

/** Behind the `=>` before a body: the last one before it, in no comment since only blanks and `(` may follow. */
function arrowOffset(text: string, { start }: SyntaxNode, body: SyntaxNode): number {
  const at = text.lastIndexOf('=>', body.start);
  return Math.max(at + 2, start);
}

/** Whether the arrow before an expression can be found without doubt: no comment stands between the two. */
export function canBecomeBlock(text: string, node: SyntaxNode): boolean {
  const body = child(node, 'body');
  if (!body || body.type === 'BlockStatement') return true;
  return /^[\s(]*$/.test(text.slice(arrowOffset(text, node, body), body.start));
}
