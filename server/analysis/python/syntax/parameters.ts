import { starredOr } from './expressionLists.ts';
import type { Expression, Parameter, ParameterForm, TypeParameter } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import { Token } from './tokenKind.ts';

/** The parameters of a function in parentheses, which begin with the current token. */
export function functionParameters(p: Parser): Parameter[] {
  p.expect(Token.openParenthesis, '`(`');
  const parameters = parameterList(p, Token.closeParenthesis, true);
  p.expect(Token.closeParenthesis, '`,` or `)` behind the parameter');
  return parameters;
}

/** The parameters of a lambda, up to its colon. */
export function lambdaParameters(p: Parser): Parameter[] {
  return parameterList(p, Token.colon, false);
}

function parameterList(p: Parser, closing: number, hasAnnotations: boolean): Parameter[] {
  let parameters: Parameter[] = [];
  let form: ParameterForm = 'positional';
  while (p.kind !== closing) {
    if (p.accept(Token.slash)) {
      parameters = parameters.map((parameter) => ({ ...parameter, form: 'positional-only' }));
    } else if (p.accept(Token.doubleStar)) parameters.push(parameter(p, 'double-star', hasAnnotations));
    else if (p.accept(Token.star)) {
      form = 'keyword-only';
      if (p.kind === Token.name) parameters.push(parameter(p, 'star', hasAnnotations));
    } else parameters.push(parameter(p, form, hasAnnotations));
    if (!p.accept(Token.comma)) break;
  }
  return parameters;
}

function parameter(p: Parser, form: ParameterForm, hasAnnotations: boolean): Parameter {
  const { start } = p;
  const name = p.identifier();
  const isAnnotated = hasAnnotations && p.accept(Token.colon);
  const annotation = isAnnotated ? annotationOf(p, form) : undefined;
  const defaultValue = p.accept(Token.equal) ? p.grammar.expression(p) : undefined;
  return { start, end: p.previousEnd, form, name, annotation, defaultValue };
}

function annotationOf(p: Parser, form: ParameterForm): Expression {
  return form === 'star' ? starredOr(p, p.grammar.expression) : p.grammar.expression(p);
}

/** `[T: bound = default, *Ts, **P]` where it is written; else nothing. */
export function typeParameterList(p: Parser): TypeParameter[] {
  if (!p.accept(Token.openBracket)) return [];
  const parameters: TypeParameter[] = [];
  while (p.kind !== Token.closeBracket) {
    parameters.push(typeParameter(p));
    if (!p.accept(Token.comma)) break;
  }
  p.expect(Token.closeBracket, '`]` behind the type parameters');
  return parameters;
}

function typeParameter(p: Parser): TypeParameter {
  const { start } = p;
  const form = p.accept(Token.star) ? 'star' : p.accept(Token.doubleStar) ? 'double-star' : 'type';
  const name = p.identifier();
  const bound = p.accept(Token.colon) ? p.grammar.expression(p) : undefined;
  const defaultValue = p.accept(Token.equal) ? starredOr(p, p.grammar.expression) : undefined;
  return { start, end: p.previousEnd, form, name, bound, defaultValue };
}
