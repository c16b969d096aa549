import { expression } from './expressions.ts';
import { operation } from './operations.ts';
import { type Grammar, Parser } from './parser.ts';
import type { PythonModule, Statement } from './statementNodes.ts';
import { statements } from './statements.ts';
import { Token } from './tokenKind.ts';

const grammar: Grammar = { expression, operation, statements };

/**
 * The syntax tree of a text of Python 3.8 to 3.15. It never throws: lines that are not Python become error statements,
 * and `errors` says why.
 */
export function parse(text: string): PythonModule {
  const parser = new Parser(text, grammar);
  const body: Statement[] = [];
  parser.goToLine(parser.end);
  while (parser.kind !== Token.endOfFile) {
    if (parser.indent > 0) parser.report('This line is indented without need.');
    const before = parser.start;
    statements(parser, body);
    if (parser.start === before && parser.kind !== Token.endOfFile) parser.next();
  }
  return { kind: 'module', start: 0, end: text.length, body, errors: parser.errors };
}
