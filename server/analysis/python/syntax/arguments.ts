import { comprehensionClauses, startsComprehension } from './comprehensions.ts';
import { namedExpression, starredOr } from './expressionLists.ts';
import type { Expression, KeywordArgument } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import { Token } from './tokenKind.ts';

/** What is passed to a call, or what a class is derived from. */
export interface Arguments {
  readonly positional: Expression[];
  readonly keywords: KeywordArgument[];
}

/** The arguments in parentheses that begin with the current token. */
export function callArguments(p: Parser): Arguments {
  const open = p.start;
  const result: Arguments = { positional: [], keywords: [] };
  p.next();
  while (p.kind !== Token.closeParenthesis) {
    argument(p, open, result);
    if (p.kind !== Token.comma) break;
    p.next();
  }
  p.expect(Token.closeParenthesis, '`,` or `)` behind the argument');
  return result;
}

function argument(p: Parser, open: number, { positional, keywords }: Arguments): void {
  const { start } = p;
  if (p.accept(Token.doubleStar)) {
    const value = p.grammar.expression(p);
    keywords.push({ start, end: p.previousEnd, name: undefined, value });
    return;
  }
  const value = starredOr(p, namedExpression);
  if (p.kind === Token.equal && value.kind === 'name' && value.start === start) {
    p.next();
    const name = { name: value.name, start: value.start, end: value.end };
    const given = p.grammar.expression(p);
    keywords.push({ start, end: p.previousEnd, name, value: given });
  } else if (startsComprehension(p)) positional.push(bareGenerator(p, open, value));
  else positional.push(value);
}

/** A generator that is the only argument takes the parentheses of the call as its own. */
function bareGenerator(p: Parser, open: number, element: Expression): Expression {
  const clauses = comprehensionClauses(p);
  const end = p.kind === Token.closeParenthesis ? p.end : p.previousEnd;
  return { kind: 'comprehension', form: 'generator', start: open, end, element, value: undefined, clauses };
}
