import type { PythonModule, Statement } from '../syntax/statementNodes.ts';
import type { Binding, ModuleScopes, NameUse, Scope } from './scope.ts';
import { StatementWalker } from './statementWalker.ts';

/**
 * The scopes of a module, and what each name in it means by Python's rules.
 * @param concerns whether a statement may say something of the names that are asked for; the others are left out
 */
export function moduleScopes(
  module: PythonModule,
  concerns?: (statement: Statement) => boolean,
): ModuleScopes {
  const walker = new StatementWalker(module, concerns);
  walker.statements(module.body);
  const { scopes, starImports, hasStringAnnotations } = walker;
  const [top] = scopes;
  if (!top) throw new Error('A walker begins with the scope of the module.');
  const delayed: (() => void)[] = [];
  for (const { name, home, ...place } of walker.places) {
    if (home.nonlocals.has(name)) {
      // What it means is known when the scopes around it have their names.
      delayed.push(() => lookUp(name, home, top)?.places.push(place));
    } else bindingIn(home.globals.has(name) ? top : home, name).places.push(place);
  }
  for (const add of delayed) add();
  const uses: NameUse[] = walker.uses.map(({ name, node, scope, evaluation }) => {
    const binding = lookUp(name, scope, top);
    const use: NameUse = { node, name, scope, evaluation, binding };
    binding?.uses.push(use);
    return use;
  });
  return { module: top, scopes, uses, starImports, hasStringAnnotations };
}

function bindingIn(scope: Scope, name: string): Binding {
  let binding = scope.bindings.get(name);
  if (!binding) {
    binding = { name, scope, places: [], uses: [] };
    scope.bindings.set(name, binding);
  }
  return binding;
}

/**
 * The binding that a name means in a scope. Names of a class are seen by its own body alone and by the type parameters
 * in it; a name that a function around declares global is global within it too.
 */
export function lookUp(name: string, from: Scope, module: Scope): Binding | undefined {
  let seesClass = true;
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (scope.globals.has(name)) return module.bindings.get(name);
    const isVisible = scope.kind !== 'class' || seesClass;
    const binding = isVisible ? scope.bindings.get(name) : undefined;
    if (binding) return binding;
    seesClass = seesClass && (scope.kind === 'typeParameters' || scope.kind === 'alias');
  }
  return undefined;
}
