import type { Identifier } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import type { ImportAlias, Statement } from './statementNodes.ts';
import { Token } from './tokenKind.ts';

/** `import …`; the current token is the keyword. */
export function importStatement(p: Parser, start: number, isLazy: boolean): Statement {
  p.next();
  const names: ImportAlias[] = [];
  do names.push(alias(p, dottedName(p)));
  while (p.accept(Token.comma));
  return { kind: 'import', start, end: p.previousEnd, isLazy, names };
}

/** `from … import …`; the current token is the keyword `from`. */
export function importFromStatement(p: Parser, start: number, isLazy: boolean): Statement {
  p.next();
  let level = 0;
  while (p.kind === Token.dot || p.kind === Token.ellipsis) {
    level += p.end - p.start;
    p.next();
  }
  const isNameless = level > 0 && p.kind === Token.import;
  const module = isNameless ? undefined : dottedName(p);
  p.expect(Token.import, '`import`');
  const names = importedNames(p);
  return { kind: 'importFrom', start, end: p.previousEnd, isLazy, level, module, names };
}

function importedNames(p: Parser): ImportAlias[] {
  if (p.kind === Token.star) {
    const { start, end } = p;
    p.next();
    return [{ start, end, name: { name: '*', start, end }, alias: undefined }];
  }
  const isParenthesized = p.accept(Token.openParenthesis);
  const names: ImportAlias[] = [];
  do {
    if (isParenthesized && names.length > 0 && p.kind === Token.closeParenthesis) break;
    names.push(alias(p, p.identifier()));
  } while (p.accept(Token.comma));
  if (isParenthesized) p.expect(Token.closeParenthesis, '`,` or `)`');
  return names;
}

function alias(p: Parser, name: Identifier): ImportAlias {
  const as = p.accept(Token.as) ? p.identifier() : undefined;
  return { start: name.start, end: p.previousEnd, name, alias: as };
}

function dottedName(p: Parser): Identifier {
  const first = p.identifier();
  if (p.kind !== Token.dot) return first;
  const words = [first.name];
  while (p.accept(Token.dot)) words.push(p.identifier().name);
  return { name: words.join('.'), start: first.start, end: p.previousEnd };
}
