import type { Sequence } from '../syntax/expressionNodes.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import type { ImportFacts } from './importFacts.ts';
import { isRelative } from './importGroup.ts';

/** The names by which Python asks `__lazy_modules__` about imports; undefined where it would make others lazy too. */
export function askedNames({ group, context }: ImportFacts): string[] | undefined {
  const names = new Set<string>();
  for (const binding of group) {
    const { statement, loads } = binding;
    const isWhole = statement.names.every((alias) => group.some((each) => each.alias === alias));
    if (statement.kind === 'importFrom' && !isWhole) return undefined;
    const name = isRelative(binding)
      ? absoluteName(binding.loads, statement, context.workspace?.moduleName)
      : loads;
    if (name === undefined) return undefined;
    names.add(name);
  }
  return [...names];
}

/** Of a relative import; one dot is the package of a plain module, and nobody here can tell a package from a module. */
function absoluteName(
  loads: string,
  statement: ImportFacts['group'][number]['statement'],
  moduleName: string | undefined,
): string | undefined {
  if (moduleName === undefined || statement.kind !== 'importFrom') return undefined;
  const parts = moduleName.split('.');
  if (parts.length <= statement.level) return undefined;
  const base = parts.slice(0, parts.length - statement.level);
  return [...base, ...(loads === '' ? [] : [loads])].join('.');
}

/** The list that a module assigns to `__lazy_modules__`; undefined where there is none. */
export function lazyModulesList({ body }: PythonModule): Sequence | undefined | 'unreadable' {
  for (const statement of body) {
    if (statement.kind !== 'assignment') continue;
    const isList = statement.targets.some((each) => each.kind === 'name' && each.name === '__lazy_modules__');
    if (!isList) continue;
    const { value } = statement;
    return value.kind === 'list' || value.kind === 'set' || value.kind === 'tuple' ? value : 'unreadable';
  }
  return undefined;
}
