import type { Expression } from '../../python/syntax/expressionNodes.ts';
import type { Statement } from '../../python/syntax/statementNodes.ts';
import { dottedName } from './dottedName.ts';
import type { Unit } from './unit.ts';

/** Gives the full name of what an expression of names and dots stands for; undefined where the module makes it itself. */
export type NameOf = (expression: Expression) => string | undefined;

/** Reads the imports of a module: with `import typing as t` the expression `t.TypeVar` stands for `typing.TypeVar`. */
export function importedNames(units: readonly Unit[]): NameOf {
  const imported = new Map<string, string | undefined>();
  for (const { statement, binds } of units) {
    const targets = importTargets(statement);
    for (const name of binds) imported.set(name, imported.has(name) ? undefined : targets.get(name));
  }
  return (expression) => {
    const [first = '', ...rest] = dottedName(expression).split('.');
    // What nobody binds is a builtin.
    const target = imported.has(first) ? imported.get(first) : first;
    return target === undefined ? undefined : inTyping([target, ...rest].join('.'));
  };
}

function importTargets(statement: Statement): Map<string, string> {
  if (statement.kind === 'import')
    return new Map(
      statement.names.map(({ name, alias }) => {
        const top = name.name.split('.', 1)[0] ?? name.name;
        return alias === undefined ? [top, top] : [alias.name, name.name];
      }),
    );
  if (statement.kind !== 'importFrom') return new Map();
  const module = `${'.'.repeat(statement.level)}${statement.module?.name ?? ''}`;
  return new Map(statement.names.map(({ name, alias }) => [(alias ?? name).name, `${module}.${name.name}`]));
}

function inTyping(name: string): string {
  return name.replace(/^typing_extensions\./, 'typing.');
}
