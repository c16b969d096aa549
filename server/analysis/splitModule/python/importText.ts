import type { Import, ImportAlias, ImportFrom } from '../../python/syntax/statementNodes.ts';
import { boundName } from './boundNames.ts';
import { sharesName } from './sharesName.ts';
import type { Unit } from './unit.ts';

const widest = 88;

/** The imports of shareable units that a file needs for some names, in their order; guarded ones as they are written. */
export function neededImports(text: string, shareable: Iterable<Unit>, names: ReadonlySet<string>): string[] {
  const lines: string[] = [];
  for (const unit of shareable) {
    const { statement } = unit;
    if (isFuture(unit)) continue;
    if (statement.kind === 'import') lines.push(...plainImports(statement, names, commentOf(text, unit)));
    else if (statement.kind !== 'importFrom') {
      if (sharesName(unit.binds, names)) lines.push(text.slice(unit.start, unit.end).trimEnd());
    } else if (statement.names.some(({ name }) => name.name === '*')) {
      lines.push(text.slice(unit.start, unit.end).trimEnd());
    } else lines.push(...importFrom(statement, names, commentOf(text, unit)));
  }
  return lines;
}

/** Whether a unit imports from `__future__`, which every file of a split does again. */
export function isFuture({ statement }: Unit): boolean {
  return statement.kind === 'importFrom' && statement.level === 0 && statement.module?.name === '__future__';
}

/** `from module import a, b`, in parentheses if it would be too wide. */
export function fromImport(module: string, names: readonly string[], comment = ''): string {
  const line = `from ${module} import ${names.join(', ')}${comment}`;
  if (line.length <= widest) return line;
  return `from ${module} import (${comment}\n${names.map((name) => `    ${name},`).join('\n')}\n)`;
}

function plainImports(statement: Import, names: ReadonlySet<string>, comment: string): string[] {
  const keyword = statement.isLazy ? 'lazy import' : 'import';
  return statement.names
    .filter((alias) => names.has(boundName(alias)))
    .map((alias) => `${keyword} ${written(alias)}${comment}`);
}

function importFrom(statement: ImportFrom, names: ReadonlySet<string>, comment: string): string[] {
  const needed = statement.names.filter((alias) => names.has((alias.alias ?? alias.name).name));
  if (needed.length === 0) return [];
  const module = `${'.'.repeat(statement.level)}${statement.module?.name ?? ''}`;
  const line = fromImport(module, needed.map(written), comment);
  return [statement.isLazy ? `lazy ${line}` : line];
}

function written({ name, alias }: ImportAlias): string {
  return alias === undefined ? name.name : `${name.name} as ${alias.name}`;
}

/** The comment behind an import in its line: `noqa` and `type: ignore` have to stay with it. */
function commentOf(text: string, { statement, end }: Unit): string {
  const comment =
    text
      .slice(statement.end, end)
      .split(/[\r\n]/, 1)[0]
      ?.trim() ?? '';
  return comment.startsWith('#') ? `  ${comment}` : '';
}
