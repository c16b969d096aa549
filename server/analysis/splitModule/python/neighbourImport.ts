import type { Statement } from '../../python/syntax/statementNodes.ts';
import type { SplitContext } from '../splitPlan.ts';
import { mayBeScript } from './mayBeScript.ts';
import type { ModulePath } from './modulePath.ts';

/**
 * How a module imports one that lies beside it. `either`: by a dot where it was itself imported from a package, by its
 * bare name where it is run as a script or its folder is on the path.
 */
export type NeighbourImport = { readonly prefix: string } | 'either';

/** Says how neighbours are imported so that it works in whatever way the module itself is imported or run. */
export function neighbourImport(
  module: ModulePath,
  body: readonly Statement[],
  { exists, importedByLastName }: SplitContext,
): NeighbourImport {
  // Where this runs, the module has a package; in a stub nothing runs.
  if (body.some(isRelativeImport) || module.extension === '.pyi') return { prefix: '.' };
  const isScript = mayBeScript(module, body);
  if (module.isPackage || exists(`${module.folder}__init__.py`)) {
    if (!isScript && (module.isPackage || importedByLastName === false)) return { prefix: '.' };
    const dotted = packageName(module, exists);
    return importsFrom(body, dotted.split('.', 1)[0] ?? dotted) ? { prefix: `${dotted}.` } : 'either';
  }
  // Above the top folder of a repository no package can be.
  return module.folder === '' && exists('.git') ? { prefix: '' } : 'either';
}

/** The lines of an import, made for what stands before the neighbour's name. */
export function importFromNeighbour(neighbours: NeighbourImport, made: (prefix: string) => string): string[] {
  if (neighbours !== 'either') return [made(neighbours.prefix)];
  const indented = (prefix: string) => made(prefix).replace(/^/gm, '    ');
  return ['if __spec__ and __spec__.parent:', indented('.'), 'else:', indented('')];
}

function isRelativeImport(statement: Statement): boolean {
  return statement.kind === 'importFrom' && statement.level > 0;
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
    if (statement.kind === 'importFrom') return statement.level === 0 && isBelow(statement.module?.name);
    return statement.kind === 'import' && statement.names.some(({ name }) => isBelow(name.name));
  });
}
