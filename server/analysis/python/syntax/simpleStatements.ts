import { expressionOrAssignment } from './assignments.ts';
import { expressionList, isExpressionStart, target } from './expressionLists.ts';
import type { Expression, Identifier } from './expressionNodes.ts';
import { importFromStatement, importStatement } from './imports.ts';
import { typeParameterList } from './parameters.ts';
import type { Parser } from './parser.ts';
import type { Statement } from './statementNodes.ts';
import { Token } from './tokenKind.ts';

/** The statements of a line that are separated by semicolons, with the end of the line. */
export function simpleStatements(p: Parser, into: Statement[]): void {
  do {
    if (p.kind === Token.newline) break;
    into.push(simpleStatement(p));
  } while (p.accept(Token.semicolon));
  p.lineEnd = p.previousEnd;
  if (p.kind !== Token.endOfFile) p.expect(Token.newline, 'the end of the statement');
}

function simpleStatement(p: Parser): Statement {
  const { start } = p;
  switch (p.kind) {
    case Token.pass:
    case Token.break:
    case Token.continue:
      return keywordStatement(p);
    case Token.import:
      return importStatement(p, start, false);
    case Token.from:
      return importFromStatement(p, start, false);
    case Token.return:
      return returnStatement(p);
    case Token.raise:
      return raiseStatement(p);
    case Token.assert:
      return assertStatement(p);
    case Token.del:
      return deleteStatement(p);
    case Token.global:
      return declaration(p, 'global');
    case Token.nonlocal:
      return declaration(p, 'nonlocal');
    case Token.name:
      return softKeywordStatement(p) ?? expressionOrAssignment(p);
    default:
      return expressionOrAssignment(p);
  }
}

function keywordStatement(p: Parser): Statement {
  const { start } = p;
  const kind = p.kind === Token.pass ? 'pass' : p.kind === Token.break ? 'break' : 'continue';
  p.next();
  return { kind, start, end: p.previousEnd };
}

function returnStatement(p: Parser): Statement {
  const { start } = p;
  p.next();
  const value = isExpressionStart(p) ? expressionList(p) : undefined;
  return { kind: 'return', start, end: p.previousEnd, value };
}

function raiseStatement(p: Parser): Statement {
  const { start } = p;
  p.next();
  const exception = isExpressionStart(p) ? p.grammar.expression(p) : undefined;
  const cause = p.accept(Token.from) ? p.grammar.expression(p) : undefined;
  return { kind: 'raise', start, end: p.previousEnd, exception, cause };
}

function assertStatement(p: Parser): Statement {
  const { start } = p;
  p.next();
  const test = p.grammar.expression(p);
  const message = p.accept(Token.comma) ? p.grammar.expression(p) : undefined;
  return { kind: 'assert', start, end: p.previousEnd, test, message };
}

function deleteStatement(p: Parser): Statement {
  const { start } = p;
  p.next();
  const targets: Expression[] = [target(p)];
  while (p.accept(Token.comma) && isExpressionStart(p)) targets.push(target(p));
  return { kind: 'delete', start, end: p.previousEnd, targets };
}

function declaration(p: Parser, kind: 'global' | 'nonlocal'): Statement {
  const { start } = p;
  p.next();
  const names: Identifier[] = [p.identifier()];
  while (p.accept(Token.comma)) names.push(p.identifier());
  return { kind, start, end: p.previousEnd, names };
}

/** A statement that begins with `lazy` or `type`, if what follows says that it does. */
function softKeywordStatement(p: Parser): Statement | undefined {
  const isLazy = p.isWord('lazy');
  if (!isLazy && !p.isWord('type')) return undefined;
  const place = p.place();
  p.next();
  if (isLazy && p.kind === Token.import) return importStatement(p, place.start, true);
  if (isLazy && p.kind === Token.from) return importFromStatement(p, place.start, true);
  if (!isLazy && p.kind === Token.name) return typeAlias(p, place.start);
  p.goTo(place);
  return undefined;
}

function typeAlias(p: Parser, start: number): Statement {
  const name = p.identifier();
  const typeParameters = typeParameterList(p);
  p.expect(Token.equal, '`=`');
  const value = p.grammar.expression(p);
  return { kind: 'typeAlias', start, end: p.previousEnd, name, typeParameters, value };
}
