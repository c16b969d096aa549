import { forStatement, ifStatement, tryStatement, whileStatement } from './compoundStatements.ts';
import { classDefinition, decorated, functionDefinition } from './definitions.ts';
import { matchStatement } from './matchStatements.ts';
import { type Parser, SyntaxFailure } from './parser.ts';
import { recover } from './recovery.ts';
import { simpleStatements } from './simpleStatements.ts';
import type { Statement } from './statementNodes.ts';
import { Token } from './tokenKind.ts';
import { withStatement } from './withStatements.ts';

/** The statements of a logical line, and what belongs to the last one; broken lines become an error statement. */
export function statements(p: Parser, into: Statement[]): void {
  const { start, indent, nesting, suiteNesting } = p;
  const survivors = into.length;
  const salvaged = p.salvage.length;
  try {
    const compound = compoundStatement(p);
    if (compound === undefined) simpleStatements(p, into);
    else into.push(compound);
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    p.nesting = nesting;
    p.suiteNesting = suiteNesting;
    const body = p.salvage.slice(salvaged).flat();
    into.splice(survivors);
    into.push(recover(p, error, { start, indent, body }));
  }
  p.salvage.length = salvaged;
}

function compoundStatement(p: Parser): Statement | undefined {
  const { start } = p;
  switch (p.kind) {
    case Token.name:
      return p.isWord('match') ? matchStatement(p) : undefined;
    case Token.def:
      return functionDefinition(p, { start, keywordStart: start, decorators: [] });
    case Token.class:
      return classDefinition(p, { start, keywordStart: start, decorators: [] });
    case Token.at:
      return decorated(p);
    case Token.if:
      return ifStatement(p);
    case Token.for:
      return forStatement(p, start);
    case Token.while:
      return whileStatement(p);
    case Token.with:
      return withStatement(p, start);
    case Token.try:
      return tryStatement(p);
    case Token.async:
      return asyncStatement(p);
    default:
      return undefined;
  }
}

function asyncStatement(p: Parser): Statement {
  const { start } = p;
  p.next();
  if (p.kind === Token.def) return functionDefinition(p, { start, keywordStart: start, decorators: [] });
  if (p.kind === Token.for) return forStatement(p, start);
  if (p.kind === Token.with) return withStatement(p, start);
  return p.fail('Expected `def`, `for` or `with` behind `async`.');
}
