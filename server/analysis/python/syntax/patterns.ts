import type { Expression, Identifier } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import { Precedence } from './precedence.ts';
import type { CapturePattern, Pattern } from './statementNodes.ts';
import { strings } from './strings.ts';
import { Token } from './tokenKind.ts';

/** The pattern of a `case`: one, or a sequence without brackets. */
export function casePattern(p: Parser): Pattern {
  const { start } = p;
  const first = starOrAsPattern(p);
  if (p.kind !== Token.comma) {
    return first.kind === 'starPattern'
      ? { kind: 'sequencePattern', start, end: p.previousEnd, patterns: [first] }
      : first;
  }
  const patterns = [first];
  while (p.accept(Token.comma)) {
    if (p.kind === Token.colon || p.kind === Token.if) break;
    patterns.push(starOrAsPattern(p));
  }
  return { kind: 'sequencePattern', start, end: p.previousEnd, patterns };
}

function starOrAsPattern(p: Parser): Pattern {
  if (p.kind !== Token.star) return asPattern(p);
  const { start } = p;
  p.next();
  return { kind: 'starPattern', start, end: p.end, name: captured(p) };
}

/** The name that a capture binds: none for `_`. */
function captured(p: Parser): Identifier | undefined {
  const name = p.identifier();
  return name.name === '_' ? undefined : name;
}

function asPattern(p: Parser): Pattern {
  const { start } = p;
  p.deeper();
  const pattern = orPattern(p);
  p.nesting--;
  if (!p.accept(Token.as)) return pattern;
  const name = p.identifier();
  return { kind: 'asPattern', start, end: p.previousEnd, pattern, name };
}

function orPattern(p: Parser): Pattern {
  const { start } = p;
  const first = closedPattern(p);
  if (p.kind !== Token.bar) return first;
  const patterns = [first];
  while (p.accept(Token.bar)) patterns.push(closedPattern(p));
  return { kind: 'orPattern', start, end: p.previousEnd, patterns };
}

function closedPattern(p: Parser): Pattern {
  if (p.kind === Token.name) return namePattern(p);
  if (p.kind === Token.openParenthesis) return sequence(p, Token.closeParenthesis);
  if (p.kind === Token.openBracket) return sequence(p, Token.closeBracket);
  if (p.kind === Token.openBrace) return mapping(p);
  const value = literal(p);
  return { kind: 'valuePattern', start: value.start, end: value.end, value };
}

/** Numbers with their sign, complex ones too; strings; constants. */
function literal(p: Parser): Expression {
  if (p.kind === Token.string || p.kind === Token.formattedStart) return strings(p);
  return p.grammar.operation(p, Precedence.sum);
}

function namePattern(p: Parser): Pattern {
  const { start } = p;
  const name = p.identifier();
  let value: Expression = { kind: 'name', start, end: name.end, name: name.name };
  if (p.kind !== Token.dot && p.kind !== Token.openParenthesis) return capture(name);
  while (p.accept(Token.dot)) {
    const attribute = p.identifier();
    value = { kind: 'attribute', start, end: attribute.end, value, attribute };
  }
  if (p.kind === Token.openParenthesis) return classPattern(p, value);
  return { kind: 'valuePattern', start, end: p.previousEnd, value };
}

function capture(name: Identifier): CapturePattern {
  const bound = name.name === '_' ? undefined : name;
  return { kind: 'capturePattern', start: name.start, end: name.end, name: bound };
}

function sequence(p: Parser, closing: number): Pattern {
  const { start } = p;
  const patterns: Pattern[] = [];
  let hasComma = false;
  p.next();
  while (p.kind !== closing) {
    patterns.push(starOrAsPattern(p));
    if (!p.accept(Token.comma)) break;
    hasComma = true;
  }
  p.expect(closing, 'the end of the pattern');
  const [only] = patterns;
  const isGroup = closing === Token.closeParenthesis && !hasComma && only?.kind !== 'starPattern';
  if (isGroup && only !== undefined) return only;
  return { kind: 'sequencePattern', start, end: p.previousEnd, patterns };
}

function mapping(p: Parser): Pattern {
  const { start } = p;
  const entries: { key: Expression; pattern: Pattern }[] = [];
  let rest: Identifier | undefined;
  p.next();
  while (p.kind !== Token.closeBrace) {
    if (p.accept(Token.doubleStar)) rest = p.identifier();
    else {
      const key = literal(p);
      p.expect(Token.colon, '`:` behind the key');
      entries.push({ key, pattern: asPattern(p) });
    }
    if (!p.accept(Token.comma)) break;
  }
  p.expect(Token.closeBrace, '`,` or `}`');
  return { kind: 'mappingPattern', start, end: p.previousEnd, entries, rest };
}

function classPattern(p: Parser, type: Expression): Pattern {
  const { start } = type;
  const positional: Pattern[] = [];
  const keywords: { name: Identifier; pattern: Pattern }[] = [];
  p.next();
  while (p.kind !== Token.closeParenthesis) {
    const pattern = asPattern(p);
    const isKeyword = p.kind === Token.equal && pattern.kind === 'capturePattern';
    if (isKeyword) {
      const name = pattern.name ?? p.fail('Expected a name.');
      p.next();
      keywords.push({ name, pattern: asPattern(p) });
    } else positional.push(pattern);
    if (!p.accept(Token.comma)) break;
  }
  p.expect(Token.closeParenthesis, '`,` or `)`');
  return { kind: 'classPattern', start, end: p.previousEnd, class: type, positional, keywords };
}
