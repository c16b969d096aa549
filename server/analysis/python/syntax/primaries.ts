import { callArguments } from './arguments.ts';
import { atom } from './atoms.ts';
import { isExpressionStart, namedExpression, starredOr } from './expressionLists.ts';
import type { Expression } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import { Token } from './tokenKind.ts';

// A chain makes a tree as deep as it is long, which those who walk the tree have to bear.
const longestChain = 1_500;

/** An atom with the attributes, calls and subscripts behind it. */
export function primary(p: Parser): Expression {
  const { start } = p;
  let value = atom(p);
  for (let length = 0; ; length++) {
    if (length > longestChain) p.fail('This chain of calls is too long.');
    if (p.kind === Token.dot) value = attribute(p, start, value);
    else if (p.kind === Token.openParenthesis) value = call(p, start, value);
    else if (p.kind === Token.openBracket) value = subscript(p, start, value);
    else return value;
  }
}

function attribute(p: Parser, start: number, value: Expression): Expression {
  p.next();
  const name = p.identifier();
  return { kind: 'attribute', start, end: name.end, value, attribute: name };
}

function call(p: Parser, start: number, callee: Expression): Expression {
  const { positional, keywords } = callArguments(p);
  return { kind: 'call', start, end: p.previousEnd, callee, positional, keywords };
}

function subscript(p: Parser, start: number, value: Expression): Expression {
  p.next();
  const indexStart = p.start;
  let index = sliceOrExpression(p);
  if (p.kind === Token.comma || index.kind === 'starred') {
    const elements = [index];
    while (p.accept(Token.comma)) {
      if (!isExpressionStart(p) && p.kind !== Token.colon) break;
      elements.push(sliceOrExpression(p));
    }
    index = { kind: 'tuple', start: indexStart, end: p.previousEnd, elements };
  }
  p.expect(Token.closeBracket, '`]`');
  return { kind: 'subscript', start, end: p.previousEnd, value, index };
}

function sliceOrExpression(p: Parser): Expression {
  const { start } = p;
  const lower = p.kind === Token.colon ? undefined : starredOr(p, namedExpression);
  if (p.kind !== Token.colon) return lower ?? p.fail('Expected an index.');
  p.next();
  const upper = isExpressionStart(p) ? p.grammar.expression(p) : undefined;
  const step = p.accept(Token.colon) && isExpressionStart(p) ? p.grammar.expression(p) : undefined;
  return { kind: 'slice', start, end: p.previousEnd, lower, upper, step };
}
