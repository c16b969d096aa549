import type { OffsetEdit } from '../../../fixes/fix.ts';
import { list, type SyntaxNode } from '../../syntax/syntaxNode.ts';
import { lineStart, nextLine } from './lineEdits.ts';

/** Takes a statement of the module's top level out, with its line where it is alone on it; comments stay. */
export function removeStatement(text: string, program: SyntaxNode, statement: SyntaxNode): OffsetEdit {
  const { start, end } = statement;
  if (wouldJoin(text, program, statement)) return { start, end, newText: ';' };
  const from = lineStart(text, start);
  const to = nextLine(text, end);
  const isAlone = text.slice(from, start).trim() === '' && text.slice(end, to).trim() === '';
  if (isAlone) return { start: from, end: to, newText: '' };
  const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { start, end: end + blanks, newText: '' };
}

const endsByItself = new Set(['FunctionDeclaration', 'ClassDeclaration', 'BlockStatement']);

/** Whether the statements around would become one, or the next one a directive, without something between them. */
function wouldJoin(text: string, program: SyntaxNode, statement: SyntaxNode): boolean {
  const body = list(program, 'body');
  const at = body.indexOf(statement);
  const next = body[at + 1];
  if (!next) return false;
  const before = body[at - 1] ?? list(program, 'directives').at(-1);
  if (next.type === 'ExpressionStatement' && /^['"]/.test(text.slice(next.start)))
    return body.slice(0, at).length === 0;
  if (!before || endsByItself.has(before.type) || text[before.end - 1] === ';') return false;
  return /^[([`/+\-*.,]/.test(text.slice(next.start));
}

/** Takes one of the declarators of a statement out; undefined where a comment would go with it. */
export function removeDeclarator(
  text: string,
  declaration: SyntaxNode,
  declarator: SyntaxNode,
): OffsetEdit | undefined {
  const all = list(declaration, 'declarations');
  const at = all.indexOf(declarator);
  const next = all[at + 1];
  const start = next ? declarator.start : (all[at - 1]?.end ?? declarator.start);
  const end = next ? next.start : declarator.end;
  const gap = next ? text.slice(declarator.end, end) : text.slice(start, declarator.start);
  return /[^\s,]/.test(gap) ? undefined : { start, end, newText: '' };
}
