import type { Expression } from './expressionNodes.ts';
import { lambdaParameters } from './parameters.ts';
import type { Parser } from './parser.ts';
import { Precedence } from './precedence.ts';
import { Token } from './tokenKind.ts';

/** An expression without commas, assignment or star: operators, `if … else` and `lambda`. */
export function expression(p: Parser): Expression {
  p.deeper();
  const result = p.kind === Token.lambda ? lambda(p) : conditional(p);
  p.nesting--;
  return result;
}

function conditional(p: Parser): Expression {
  const { start } = p;
  const body = p.grammar.operation(p, Precedence.or);
  if (p.kind !== Token.if) return body;
  p.next();
  const test = p.grammar.operation(p, Precedence.or);
  p.expect(Token.else, '`else` of the conditional expression');
  const orElse = expression(p);
  return { kind: 'conditional', start, end: p.previousEnd, test, body, orElse };
}

function lambda(p: Parser): Expression {
  const { start } = p;
  p.next();
  const parameters = lambdaParameters(p);
  p.expect(Token.colon, '`:` behind the parameters of the lambda');
  const body = expression(p);
  return { kind: 'lambda', start, end: p.previousEnd, parameters, body };
}
