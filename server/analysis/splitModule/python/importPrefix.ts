import type { Statement } from '../../python/syntax/statementNodes.ts';
import type { ModulePath } from './modulePath.ts';

/** Says what is written before the name of a neighbouring module, or why neighbours cannot be imported for certain. */
export function importPrefix(
  module: ModulePath,
  body: readonly Statement[],
  exists: (path: string) => boolean,
): string | undefined {
  const isInPackage = module.isPackage || exists(`${module.folder}__init__.py`);
  if (body.some((statement) => statement.kind === 'importFrom' && statement.level > 0)) return '.';
  if (!isInPackage) return '';
  if (!body.some(isMainGuard)) return '.';
  const dotted = packageName(module, exists);
  const top = dotted.split('.', 1)[0] ?? dotted;
  return importsFrom(body, top) ? `${dotted}.` : undefined;
}

/** The dotted name of the package that a module lies in: its folders up to the first without an `__init__.py`. */
function packageName({ folder }: ModulePath, exists: (path: string) => boolean): string {
  const folders = folder.split('/').slice(0, -1);
  let first = folders.length;
  while (first > 0 && exists(`${folders.slice(0, first).join('/')}/__init__.py`)) first--;
  return folders.slice(first).join('.');
}

function importsFrom(body: readonly Statement[], top: string): boolean {
  const isBelow = (name: string | undefined) => name === top || name?.startsWith(`${top}.`) === true;
  return body.some((statement) => {
    if (statement.kind === 'importFrom') return isBelow(statement.module?.name);
    return statement.kind === 'import' && statement.names.some(({ name }) => isBelow(name.name));
  });
}

/** `if __name__ == '__main__':` */
function isMainGuard(statement: Statement): boolean {
  if (statement.kind !== 'if') return false;
  const test = statement.clauses[0]?.test;
  return test?.kind === 'comparison' && test.left.kind === 'name' && test.left.name === '__name__';
}
