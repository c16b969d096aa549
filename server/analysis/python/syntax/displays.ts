import { comprehensionClauses, startsComprehension } from './comprehensions.ts';
import { namedExpression, starredOr, yieldExpression } from './expressionLists.ts';
import type { DictEntry, Expression } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import { Precedence } from './precedence.ts';
import { Token } from './tokenKind.ts';

/** `(…)`: an expression, a tuple or a generator. */
export function parentheses(p: Parser): Expression {
  const { start } = p;
  p.next();
  if (p.kind === Token.closeParenthesis) return closed(p, 'tuple', start, []);
  if (p.kind === Token.yield) return inParentheses(p, yieldExpression(p));
  const first = starredOr(p, namedExpression);
  if (startsComprehension(p)) return comprehension(p, 'generator', start, first);
  if (p.kind === Token.comma) return closed(p, 'tuple', start, [first, ...furtherElements(p)]);
  return inParentheses(p, first);
}

/** `[…]`: a list or a list comprehension. */
export function brackets(p: Parser): Expression {
  const { start } = p;
  p.next();
  if (p.kind === Token.closeBracket) return closed(p, 'list', start, []);
  const first = starredOr(p, namedExpression);
  if (startsComprehension(p)) return comprehension(p, 'list', start, first);
  return closed(p, 'list', start, [first, ...furtherElements(p)]);
}

/** `{…}`: a dict, a set, or a comprehension of either. */
export function braces(p: Parser): Expression {
  const { start } = p;
  p.next();
  if (p.kind === Token.closeBrace) return dict(p, start, []);
  if (p.kind === Token.doubleStar) return dictFrom(p, start, entry(p));
  const first = starredOr(p, namedExpression);
  if (p.kind === Token.colon) return dictFrom(p, start, entryOf(p, first));
  if (startsComprehension(p)) return comprehension(p, 'set', start, first);
  return closed(p, 'set', start, [first, ...furtherElements(p)]);
}

const closing = { tuple: Token.closeParenthesis, list: Token.closeBracket, set: Token.closeBrace } as const;
const closingText = { tuple: '`,` or `)`', list: '`,` or `]`', set: '`,` or `}`' } as const;
const closingComprehension = {
  generator: Token.closeParenthesis,
  list: Token.closeBracket,
  set: Token.closeBrace,
  dict: Token.closeBrace,
} as const;

function inParentheses(p: Parser, value: Expression): Expression {
  p.expect(Token.closeParenthesis, closingText.tuple);
  return value;
}

function isClosing(p: Parser): boolean {
  return p.kind === Token.closeParenthesis || p.kind === Token.closeBracket || p.kind === Token.closeBrace;
}

function furtherElements(p: Parser): Expression[] {
  const elements: Expression[] = [];
  while (p.accept(Token.comma)) {
    if (isClosing(p)) break;
    elements.push(starredOr(p, namedExpression));
  }
  return elements;
}

function closed(
  p: Parser,
  kind: 'tuple' | 'list' | 'set',
  start: number,
  elements: Expression[],
): Expression {
  p.expect(closing[kind], closingText[kind]);
  return { kind, start, end: p.previousEnd, elements };
}

function comprehension(
  p: Parser,
  form: 'generator' | 'list' | 'set' | 'dict',
  start: number,
  element: Expression | undefined,
  value?: Expression,
): Expression {
  const clauses = comprehensionClauses(p);
  p.expect(closingComprehension[form], 'the end of the comprehension');
  return { kind: 'comprehension', form, start, end: p.previousEnd, element, value, clauses };
}

function dictFrom(p: Parser, start: number, first: DictEntry): Expression {
  if (startsComprehension(p)) return comprehension(p, 'dict', start, first.key, first.value);
  const entries = [first];
  while (p.accept(Token.comma)) {
    if (isClosing(p)) break;
    entries.push(entry(p));
  }
  return dict(p, start, entries);
}

function dict(p: Parser, start: number, entries: DictEntry[]): Expression {
  p.expect(Token.closeBrace, closingText.set);
  return { kind: 'dict', start, end: p.previousEnd, entries };
}

function entry(p: Parser): DictEntry {
  if (p.accept(Token.doubleStar)) {
    return { key: undefined, value: p.grammar.operation(p, Precedence.bitOr) };
  }
  return entryOf(p, p.grammar.expression(p));
}

function entryOf(p: Parser, key: Expression): DictEntry {
  p.expect(Token.colon, '`:` behind the key');
  return { key, value: p.grammar.expression(p) };
}
