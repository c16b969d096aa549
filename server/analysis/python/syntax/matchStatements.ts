import { namedExpression, namedExpressionList } from './expressionLists.ts';
import type { Parser } from './parser.ts';
import { casePattern } from './patterns.ts';
import type { MatchCase, Statement } from './statementNodes.ts';
import { deepestSuite, suite } from './suites.ts';
import { Token, tokenKinds } from './tokenKind.ts';

// Brackets around brackets that a subject may have where the name `match` alone does not decide.
const deepestSubject = 20;

// Behind the name `match` each of these could also go on with an expression: a call, an item, a difference, …
const ambiguous = tableOf(Token.openParenthesis, Token.openBracket, Token.minus, Token.star, Token.not);
const startsSubject = tableOf(
  Token.name,
  Token.number,
  Token.string,
  Token.formattedStart,
  Token.false,
  Token.none,
  Token.true,
  Token.await,
  Token.lambda,
  Token.openBrace,
  Token.ellipsis,
  Token.tilde,
);

function tableOf(...kinds: readonly number[]): Uint8Array {
  const table = new Uint8Array(tokenKinds);
  for (const kind of kinds) table[kind] = 1;
  return table;
}

/** The `match` statement that the current token begins; nothing if `match` is but a name there. */
export function matchStatement(p: Parser): Statement | undefined {
  const place = p.place();
  const { start, indent } = p;
  p.next();
  const isMatch = startsSubject[p.kind] === 1 || (ambiguous[p.kind] === 1 && lineEndsWithColon(p));
  p.goTo(place);
  if (!isMatch) return undefined;
  p.next();
  const subject = namedExpressionList(p);
  p.expect(Token.colon, '`:`');
  p.expect(Token.newline, 'the end of the line');
  const cases = matchCases(p, indent);
  return { kind: 'match', start, end: cases.at(-1)?.end ?? p.previousEnd, subject, cases };
}

/** Only a statement with a suite ends in a colon; brackets that never end are not followed far. */
function lineEndsWithColon(p: Parser): boolean {
  let last: number = Token.newline;
  while (p.kind !== Token.newline && p.kind !== Token.endOfFile && p.depth <= deepestSubject) {
    if (p.kind === Token.formattedStart) return false;
    last = p.kind;
    p.next();
  }
  return p.kind === Token.newline && last === Token.colon;
}

function matchCases(p: Parser, indent: number): MatchCase[] {
  const cases: MatchCase[] = [];
  const own = p.indent;
  if (own <= indent) p.fail('Expected a `case`.');
  if (++p.suiteNesting > deepestSuite) p.fail('This is indented too deeply.');
  while (p.indent === own && p.isWord('case')) cases.push(matchCase(p));
  p.suiteNesting--;
  if (cases.length === 0 || (p.indent > indent && p.kind !== Token.endOfFile)) p.fail('Expected a `case`.');
  return cases;
}

function matchCase(p: Parser): MatchCase {
  const { start, indent } = p;
  p.next();
  const pattern = casePattern(p);
  const guard = p.accept(Token.if) ? namedExpression(p) : undefined;
  const body = suite(p, indent);
  return { start, end: body.end, pattern, guard, body };
}
