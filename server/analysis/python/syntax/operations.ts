import type { Expression } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import { Precedence, precedenceOf } from './precedence.ts';
import { primary } from './primaries.ts';
import { Token } from './tokenKind.ts';

// A chain makes a tree as deep as it is long, which those who walk the tree have to bear.
const longestChain = 1_500;

/** Operators that bind at least as strongly as a precedence, and their operands. */
export function operation(p: Parser, minimum: number): Expression {
  const { start } = p;
  let left = operand(p);
  for (let length = 0; ; length++) {
    const precedence = precedenceOf[p.kind] ?? 0;
    if (precedence === 0 || precedence < minimum) return left;
    if (length > longestChain) p.fail('This chain of operators is too long.');
    if (precedence <= Precedence.and) left = booleanOperation(p, start, left);
    else if (precedence === Precedence.comparison) left = comparison(p, start, left);
    else left = binary(p, start, left);
  }
}

function operand(p: Parser): Expression {
  const { kind } = p;
  if (kind === Token.minus) return unary(p, '-', Precedence.unary);
  if (kind === Token.not) return unary(p, 'not', Precedence.comparison);
  if (kind === Token.tilde) return unary(p, '~', Precedence.unary);
  if (kind === Token.plus) return unary(p, '+', Precedence.unary);
  if (kind !== Token.await) return primary(p);
  const { start } = p;
  p.next();
  const value = primary(p);
  return { kind: 'await', start, end: p.previousEnd, value };
}

function unary(p: Parser, operator: 'not' | '-' | '+' | '~', precedence: number): Expression {
  const { start } = p;
  p.deeper();
  p.next();
  const value = operation(p, precedence);
  p.nesting--;
  return { kind: 'unary', start, end: p.previousEnd, operator, operand: value };
}

function binary(p: Parser, start: number, left: Expression): Expression {
  const precedence = precedenceOf[p.kind] ?? 0;
  const operator = p.text.slice(p.start, p.end);
  p.deeper();
  p.next();
  const right = operation(p, precedence === Precedence.power ? Precedence.unary : precedence + 1);
  p.nesting--;
  return { kind: 'binary', start, end: p.previousEnd, operator, left, right };
}

function booleanOperation(p: Parser, start: number, first: Expression): Expression {
  const { kind } = p;
  const precedence = precedenceOf[kind] ?? 0;
  const values = [first];
  while (p.accept(kind)) values.push(operation(p, precedence + 1));
  const operator = kind === Token.and ? 'and' : 'or';
  return { kind: 'boolean', start, end: p.previousEnd, operator, values };
}

function comparison(p: Parser, start: number, left: Expression): Expression {
  const comparisons: { operator: string; right: Expression }[] = [];
  while (precedenceOf[p.kind] === Precedence.comparison) {
    const operator = comparisonOperator(p);
    comparisons.push({ operator, right: operation(p, Precedence.bitOr) });
  }
  return { kind: 'comparison', start, end: p.previousEnd, left, comparisons };
}

function comparisonOperator(p: Parser): string {
  const { kind } = p;
  const operator = p.text.slice(p.start, p.end);
  p.next();
  if (kind === Token.is) return p.accept(Token.not) ? 'is not' : 'is';
  if (kind !== Token.not) return operator;
  p.expect(Token.in, '`in` behind `not`');
  return 'not in';
}
