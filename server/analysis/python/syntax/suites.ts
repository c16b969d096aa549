import type { Parser } from './parser.ts';
import { simpleStatements } from './simpleStatements.ts';
import type { Statement, Suite } from './statementNodes.ts';
import { Token } from './tokenKind.ts';

/** Levels of indentation that are read; Python's own limit is 100. */
export const deepestSuite = 100;

/**
 * The colon and the suite behind it.
 * @param indent of the statement that the suite belongs to
 */
export function suite(p: Parser, indent: number): Suite {
  p.expect(Token.colon, '`:`');
  if (p.kind !== Token.newline) return inlineSuite(p);
  const headEnd = p.previousEnd;
  p.next();
  const statements: Statement[] = [];
  if (p.indent > indent && p.kind !== Token.endOfFile) block(p, indent, statements);
  else p.report('Expected an indented block.', headEnd - 1, headEnd);
  return finished(p, statements, headEnd, false);
}

/** Statements that are indented deeper than a line. */
export function block(p: Parser, indent: number, into: Statement[]): void {
  const own = p.indent;
  if (++p.suiteNesting > deepestSuite) p.fail('This is indented too deeply.');
  while (p.indent > indent && p.kind !== Token.endOfFile) {
    if (p.indent !== own) p.report('This indentation does not fit the lines above.');
    p.grammar.statements(p, into);
  }
  p.suiteNesting--;
}

function inlineSuite(p: Parser): Suite {
  const { start } = p;
  const statements: Statement[] = [];
  simpleStatements(p, statements);
  return finished(p, statements, start, true);
}

function finished(p: Parser, statements: Statement[], emptyAt: number, isInline: boolean): Suite {
  p.salvage.push(statements);
  const start = statements[0]?.start ?? emptyAt;
  const end = Math.max(statements.at(-1)?.end ?? emptyAt, p.lineEnd);
  return { start, end, statements, isInline };
}
