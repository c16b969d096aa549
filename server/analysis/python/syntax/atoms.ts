import { braces, brackets, parentheses } from './displays.ts';
import type { Constant, Expression } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import { strings } from './strings.ts';
import { Token } from './tokenKind.ts';

/** A name, a literal, or a display in brackets. */
export function atom(p: Parser): Expression {
  switch (p.kind) {
    case Token.name:
      return name(p);
    case Token.number:
      return number(p);
    case Token.string:
    case Token.formattedStart:
      return strings(p);
    case Token.openParenthesis:
      return parentheses(p);
    case Token.openBracket:
      return brackets(p);
    case Token.openBrace:
      return braces(p);
    case Token.none:
      return constant(p, 'None');
    case Token.true:
      return constant(p, 'True');
    case Token.false:
      return constant(p, 'False');
    case Token.ellipsis:
      return constant(p, '...');
    case Token.unterminated:
      return p.fail('This string is not closed.');
    default:
      return p.fail('Expected an expression.');
  }
}

function name(p: Parser): Expression {
  const { start, end } = p;
  const word = p.word();
  p.next();
  return { kind: 'name', start, end, name: word };
}

function number(p: Parser): Expression {
  const { start, end } = p;
  p.next();
  return { kind: 'number', start, end };
}

function constant(p: Parser, value: Constant['value']): Expression {
  const { start, end } = p;
  p.next();
  return { kind: 'constant', start, end, value };
}
