import type { Import, ImportAlias, ImportFrom } from '../../syntax/statementNodes.ts';
import type { ImportBinding } from '../importBinding.ts';

/** How imports are written at a place. */
export interface WritingStyle {
  readonly indent: string;
  readonly lineEnd: string;
}

/** Import statements that bind some of the names that others bind, comments kept; one string each, without line end. */
export function importTexts(text: string, bindings: readonly ImportBinding[], style: WritingStyle): string[] {
  const statements = [...new Set(bindings.map(({ statement }) => statement))];
  return statements.flatMap((statement) => {
    const aliases = bindings.filter((each) => each.statement === statement).map(({ alias }) => alias);
    return statement.kind === 'import'
      ? aliases.map((alias) => `import ${aliasText(alias)}${commentBehind(text, statement, aliases)}`)
      : [fromText(text, statement, aliases, style)];
  });
}

/** Imports for a line that goes on behind them. */
export function importsInLine(bindings: readonly ImportBinding[]): string {
  const statements = [...new Set(bindings.map(({ statement }) => statement))];
  const texts = statements.map((statement) => {
    const names = bindings
      .filter((each) => each.statement === statement)
      .map(({ alias }) => aliasText(alias));
    return statement.kind === 'import'
      ? `import ${names.join(', ')}`
      : `${fromHead(statement)} import ${names.join(', ')}`;
  });
  return texts.join('; ');
}

function aliasText({ name, alias }: ImportAlias): string {
  return alias ? `${name.name} as ${alias.name}` : name.name;
}

function fromHead({ level, module }: ImportFrom): string {
  return `from ${'.'.repeat(level)}${module?.name ?? ''}`;
}

function fromText(
  text: string,
  statement: ImportFrom,
  aliases: readonly ImportAlias[],
  style: WritingStyle,
): string {
  const source = text.slice(statement.start, statement.end);
  const isWide = source.includes('\n') && source.endsWith(')');
  const isWhole = aliases.length === statement.names.length;
  if (isWide && (isWhole || source.includes('#'))) return wideText(text, statement, aliases, style);
  const names = aliases.map(aliasText).join(', ');
  return `${fromHead(statement)} import ${names}${commentBehind(text, statement, aliases)}`;
}

/** A comment behind a statement belongs to all it binds; to a statement of the same line behind it, it may belong too. */
function commentBehind(
  text: string,
  statement: Import | ImportFrom,
  aliases: readonly ImportAlias[],
): string {
  if (aliases.length < statement.names.length) return '';
  return commentAt(text, statement.end);
}

/** The comment that nothing but blanks and a comma or bracket is before, with these blanks. */
function commentAt(text: string, offset: number): string {
  const found = /^([ \t]*)[,)]?([ \t]*)(#[^\r\n]*)/.exec(text.slice(offset, offset + 1_000));
  return found ? `${found[1] || found[2] || '  '}${found[3]}` : '';
}

function wideText(
  text: string,
  statement: ImportFrom,
  aliases: readonly ImportAlias[],
  { indent, lineEnd }: WritingStyle,
): string {
  const open = text.indexOf('(', statement.module?.end ?? statement.start);
  const unit = indent.includes('\t') ? '\t' : '    ';
  const lines = aliases.map((alias) => `${indent}${unit}${aliasText(alias)},${commentAt(text, alias.end)}`);
  const head = `${fromHead(statement)} import (${commentAt(text, open + 1)}`;
  return [head, ...lines, `${indent})${commentAt(text, statement.end)}`].join(lineEnd);
}
