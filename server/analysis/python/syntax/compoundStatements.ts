import { expressionList, namedExpression, targetList } from './expressionLists.ts';
import type { Parser } from './parser.ts';
import type { ExceptHandler, IfClause, Statement, Suite } from './statementNodes.ts';
import { suite } from './suites.ts';
import { Token } from './tokenKind.ts';

/** End of the last suite of a statement: what follows it is the next statement's. */
function endOf(...suites: readonly (Suite | undefined)[]): number {
  return Math.max(...suites.map((one) => one?.end ?? 0));
}

/** Whether the current token begins another part of the statement at an indentation. */
function continues(p: Parser, kind: number, indent: number): boolean {
  return p.kind === kind && p.indent === indent;
}

export function ifStatement(p: Parser): Statement {
  const { start, indent } = p;
  const clauses: IfClause[] = [];
  do {
    const clauseStart = p.start;
    p.next();
    const test = namedExpression(p);
    const body = suite(p, indent);
    clauses.push({ start: clauseStart, end: body.end, test, body });
  } while (continues(p, Token.elif, indent));
  const orElse = optionalSuite(p, Token.else, indent);
  return { kind: 'if', start, end: endOf(clauses.at(-1)?.body, orElse), clauses, orElse };
}

export function whileStatement(p: Parser): Statement {
  const { start, indent } = p;
  p.next();
  const test = namedExpression(p);
  const body = suite(p, indent);
  const orElse = optionalSuite(p, Token.else, indent);
  return { kind: 'while', start, end: endOf(body, orElse), test, body, orElse };
}

/** @param start of `async` where that stands before the current token */
export function forStatement(p: Parser, start: number): Statement {
  const { indent } = p;
  const isAsync = start !== p.start;
  p.next();
  const target = targetList(p);
  p.expect(Token.in, '`in`');
  const iterable = expressionList(p);
  const body = suite(p, indent);
  const orElse = optionalSuite(p, Token.else, indent);
  return { kind: 'for', start, end: endOf(body, orElse), isAsync, target, iterable, body, orElse };
}

export function tryStatement(p: Parser): Statement {
  const { start, indent } = p;
  p.next();
  const body = suite(p, indent);
  const handlers: ExceptHandler[] = [];
  while (continues(p, Token.except, indent)) handlers.push(handler(p, indent));
  const orElse = optionalSuite(p, Token.else, indent);
  const finalBody = optionalSuite(p, Token.finally, indent);
  if (handlers.length === 0 && finalBody === undefined) {
    p.report('This `try` has neither `except` nor `finally`.', start, start + 3);
  }
  const end = endOf(body, handlers.at(-1)?.body, orElse, finalBody);
  return { kind: 'try', start, end, body, handlers, orElse, finalBody };
}

function handler(p: Parser, indent: number): ExceptHandler {
  const { start } = p;
  p.next();
  const isGroup = p.accept(Token.star);
  const type = p.kind === Token.colon ? undefined : expressionList(p);
  const name = type !== undefined && p.accept(Token.as) ? p.identifier() : undefined;
  const body = suite(p, indent);
  return { start, end: body.end, isGroup, type, name, body };
}

function optionalSuite(p: Parser, kind: number, indent: number): Suite | undefined {
  if (!continues(p, kind, indent)) return undefined;
  p.next();
  return suite(p, indent);
}
