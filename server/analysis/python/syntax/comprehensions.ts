import { targetList } from './expressionLists.ts';
import type { ComprehensionClause, Expression } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import { Precedence } from './precedence.ts';
import { Token } from './tokenKind.ts';

/** Whether the current token begins the clauses of a comprehension. */
export function startsComprehension(p: Parser): boolean {
  return p.kind === Token.for || p.kind === Token.async;
}

/** The `for … in … if …` of a comprehension. */
export function comprehensionClauses(p: Parser): ComprehensionClause[] {
  const clauses: ComprehensionClause[] = [];
  while (startsComprehension(p)) clauses.push(clause(p));
  return clauses;
}

function clause(p: Parser): ComprehensionClause {
  const { start } = p;
  const isAsync = p.accept(Token.async);
  p.expect(Token.for, '`for`');
  const target = targetList(p);
  p.expect(Token.in, '`in`');
  const iterable = p.grammar.operation(p, Precedence.or);
  const conditions: Expression[] = [];
  while (p.accept(Token.if)) conditions.push(p.grammar.operation(p, Precedence.or));
  return { start, end: p.previousEnd, isAsync, target, iterable, conditions };
}
