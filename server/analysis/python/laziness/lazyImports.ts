import { childNodes } from '../syntax/childNodes.ts';
import type { Expression, Node } from '../syntax/expressionNodes.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import { eagerImports, type ImportBinding, importBinding, isTypeChecking } from './importBinding.ts';
import { isKind } from './syntaxPath.ts';

/** `lazy`: by the keyword or `__lazy_modules__`; `types`: under `if TYPE_CHECKING`; `local`: in a function. */
export type LazyKind = 'lazy' | 'types' | 'local';

/** An import that is meant not to load its module with the text's own. */
export interface LazyImport {
  readonly kind: LazyKind;
  readonly binding: ImportBinding;
}

/**
 * The lazy imports of a module; those that are lazy only by where they stand as far as they load something heavy.
 * @param named modules of `__lazy_modules__`
 */
export function lazyImports(
  tree: PythonModule,
  named: ReadonlySet<string>,
  isHeavy: (module: string) => boolean,
): LazyImport[] {
  const found: LazyImport[] = [];
  for (const binding of eagerImports(tree))
    if (named.has(binding.loads)) found.push({ kind: 'lazy', binding });
  collect(tree, [], found, isHeavy);
  const eager = new Set(eagerImports(tree).map(({ name }) => name));
  // What is bound for running, too, is there whatever type checkers are told.
  return found.filter(({ kind, binding }) => kind !== 'types' || !eager.has(binding.name));
}

function collect(
  node: Node,
  holders: readonly Node[],
  found: LazyImport[],
  isHeavy: (module: string) => boolean,
): void {
  if (isKind(node, 'import', 'importFrom')) {
    const kind = node.isLazy ? 'lazy' : kindWithin(holders);
    if (kind === undefined) return;
    for (const alias of node.names) {
      const binding = importBinding(node, alias, holders);
      if (kind === 'lazy' || isHeavy(binding.loads)) found.push({ kind, binding });
    }
    return;
  }
  for (const child of childNodes(node))
    if (!isElse(node, child)) collect(child, [...holders, node], found, isHeavy);
}

/** What stands behind `else` of a condition for type checkers runs. */
function isElse(node: Node, child: Node): boolean {
  return isKind(node, 'if') && child === node.orElse;
}

function kindWithin(holders: readonly Node[]): LazyKind | undefined {
  if (holders.some((each) => isKind(each, 'function'))) return 'local';
  const isForTypes = holders.some(
    (each) => !('kind' in each) && 'test' in each && isTypeChecking(each.test as Expression),
  );
  return isForTypes ? 'types' : undefined;
}
