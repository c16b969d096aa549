import { callArguments } from './arguments.ts';
import { namedExpression } from './expressionLists.ts';
import type { Expression } from './expressionNodes.ts';
import { functionParameters, typeParameterList } from './parameters.ts';
import type { Parser } from './parser.ts';
import type { Statement } from './statementNodes.ts';
import { suite } from './suites.ts';
import { Token } from './tokenKind.ts';

interface Head {
  readonly start: number;
  readonly keywordStart: number;
  readonly decorators: readonly Expression[];
}

/** Decorators with the function or class below them; the current token is `@`. */
export function decorated(p: Parser): Statement {
  const { start, indent } = p;
  const decorators: Expression[] = [];
  while (p.accept(Token.at)) {
    decorators.push(namedExpression(p));
    p.expect(Token.newline, 'the end of the line');
  }
  if (p.indent !== indent) p.report('This indentation does not fit the lines above.');
  const head: Head = { start, keywordStart: p.start, decorators };
  if (p.kind === Token.class) return classDefinition(p, head);
  p.accept(Token.async);
  if (p.kind !== Token.def) p.fail('Expected a function or a class below the decorator.');
  return functionDefinition(p, head);
}

/** A function whose keyword `def` is the current token. */
export function functionDefinition(p: Parser, { start, keywordStart, decorators }: Head): Statement {
  const { indent } = p;
  const isAsync = keywordStart !== p.start;
  p.next();
  const name = p.identifier();
  const typeParameters = typeParameterList(p);
  const parameters = functionParameters(p);
  const returns = p.accept(Token.arrow) ? p.grammar.expression(p) : undefined;
  const body = suite(p, indent);
  return {
    kind: 'function',
    start,
    end: body.end,
    decorators,
    keywordStart,
    isAsync,
    name,
    typeParameters,
    parameters,
    returns,
    body,
  };
}

/** A class whose keyword is the current token. */
export function classDefinition(p: Parser, { start, keywordStart, decorators }: Head): Statement {
  const { indent } = p;
  p.next();
  const name = p.identifier();
  const typeParameters = typeParameterList(p);
  const { positional, keywords } =
    p.kind === Token.openParenthesis ? callArguments(p) : { positional: [], keywords: [] };
  const body = suite(p, indent);
  return {
    kind: 'class',
    start,
    end: body.end,
    decorators,
    keywordStart,
    name,
    typeParameters,
    bases: positional,
    keywords,
    body,
  };
}
