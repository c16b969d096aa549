import type { Expression } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import { Precedence } from './precedence.ts';
import { Token, tokenKinds } from './tokenKind.ts';

const startsExpression = new Uint8Array(tokenKinds);
for (const kind of [
  Token.name,
  Token.number,
  Token.string,
  Token.formattedStart,
  Token.false,
  Token.none,
  Token.true,
  Token.await,
  Token.lambda,
  Token.not,
  Token.openParenthesis,
  Token.openBracket,
  Token.openBrace,
  Token.ellipsis,
  Token.tilde,
  Token.plus,
  Token.minus,
  Token.star,
]) {
  startsExpression[kind] = 1;
}

/** Whether the current token begins an expression, `*` of a starred one included. */
export function isExpressionStart(p: Parser): boolean {
  return startsExpression[p.kind] === 1;
}

/** An expression, or a tuple without parentheses; its elements may be starred. */
export function expressionList(p: Parser): Expression {
  return listOf(p, p.grammar.expression);
}

/** As `expressionList`; its elements may be `name := value`. */
export function namedExpressionList(p: Parser): Expression {
  return listOf(p, namedExpression);
}

/** As `expressionList`, or `yield`. */
export function yieldOrList(p: Parser): Expression {
  return p.kind === Token.yield ? yieldExpression(p) : expressionList(p);
}

/** `yield`, `yield from`. */
export function yieldExpression(p: Parser): Expression {
  const { start } = p;
  p.next();
  if (p.accept(Token.from)) {
    const value = p.grammar.expression(p);
    return { kind: 'yieldFrom', start, end: p.previousEnd, value };
  }
  const value = isExpressionStart(p) ? expressionList(p) : undefined;
  return { kind: 'yield', start, end: p.previousEnd, value };
}

/** An expression, or `name := value`. */
export function namedExpression(p: Parser): Expression {
  const { start } = p;
  const target = p.grammar.expression(p);
  if (p.kind !== Token.colonEqual) return target;
  if (target.kind !== 'name' || target.start !== start) p.fail('Only a name can stand before `:=`.');
  p.next();
  const value = p.grammar.expression(p);
  return { kind: 'named', start, end: p.previousEnd, target, value };
}

/** What `element` reads, perhaps behind a star. */
export function starredOr(p: Parser, element: (p: Parser) => Expression): Expression {
  if (p.kind !== Token.star) return element(p);
  const { start } = p;
  p.next();
  const value = element(p);
  return { kind: 'starred', start, end: p.previousEnd, value };
}

/** Targets of `for`, in which `in` is no operator. */
export function targetList(p: Parser): Expression {
  return listOf(p, target);
}

/** One target of `for`, `del` or `with`. */
export function target(p: Parser): Expression {
  return p.grammar.operation(p, Precedence.bitOr);
}

function listOf(p: Parser, element: (p: Parser) => Expression): Expression {
  const { start } = p;
  const first = starredOr(p, element);
  if (p.kind !== Token.comma) return first;
  const elements = [first];
  while (p.accept(Token.comma)) {
    if (!isExpressionStart(p)) break;
    elements.push(starredOr(p, element));
  }
  return { kind: 'tuple', start, end: p.previousEnd, elements };
}
