import { target } from './expressionLists.ts';
import { type Parser, SyntaxFailure } from './parser.ts';
import type { Statement, WithItem } from './statementNodes.ts';
import { suite } from './suites.ts';
import { Token } from './tokenKind.ts';

/** @param start of `async` where that stands before the current token */
export function withStatement(p: Parser, start: number): Statement {
  const { indent } = p;
  const isAsync = start !== p.start;
  p.next();
  const items = itemsInParentheses(p) ?? plainItems(p);
  const body = suite(p, indent);
  return { kind: 'with', start, end: body.end, isAsync, items, body };
}

function plainItems(p: Parser): WithItem[] {
  const items = [item(p)];
  while (p.accept(Token.comma)) items.push(item(p));
  return items;
}

function item(p: Parser): WithItem {
  const { start } = p;
  const context = p.grammar.expression(p);
  const bound = p.accept(Token.as) ? target(p) : undefined;
  return { start, end: p.previousEnd, context, target: bound };
}

/** Parentheses may belong to all items or to the first expression: what stands behind the last one decides. */
function itemsInParentheses(p: Parser): WithItem[] | undefined {
  if (p.kind !== Token.openParenthesis) return undefined;
  const place = p.place();
  const { nesting } = p;
  try {
    p.next();
    const items = [item(p)];
    while (p.accept(Token.comma) && p.kind !== Token.closeParenthesis) items.push(item(p));
    p.expect(Token.closeParenthesis, '`)`');
    if (p.kind === Token.colon) return items;
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
  }
  p.nesting = nesting;
  p.goTo(place);
  return undefined;
}
