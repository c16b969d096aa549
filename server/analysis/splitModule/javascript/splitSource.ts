import type { ModuleScopes, Reference } from '../../javascript/scopes/reference.ts';
import type { Binding } from '../../javascript/scopes/scope.ts';
import type { SyntaxNode } from '../../javascript/syntax/syntaxNode.ts';
import type { SplitUnit, TopStatement } from './splitUnit.ts';

/** A module that is to be divided, taken apart. */
export interface SplitSource {
  readonly text: string;
  readonly path: string;
  readonly isTypeScript: boolean;
  readonly scopes: ModuleScopes;
  readonly program: SyntaxNode;
  readonly statements: readonly TopStatement[];
  readonly units: readonly SplitUnit[];
  /** How a file beside the module imports it. */
  readonly specifier: string;
  /** What relative imports end in. */
  readonly extension: string;
}

/** A file that a plan makes: units that leave, under a specifier that others import it by. */
export interface SplitPart {
  readonly path: string;
  readonly specifier: string;
  readonly units: readonly SplitUnit[];
}

/** A name of the module that some statements use, and whether only as a type. */
export interface UsedName {
  readonly binding: Binding;
  readonly asType: boolean;
}

/** The declaration that a use means; `typeof name`, which counts as a type, means a value. */
export function bindingOf({ name, role, scope }: Reference): Binding | undefined {
  return (role === 'type' ? scope.resolve(name, true) : undefined) ?? scope.resolve(name, false);
}

/** The names of the module's top level that units use, each once. */
export function usedNames({ scopes }: SplitSource, units: readonly SplitUnit[]): UsedName[] {
  const used = new Map<string, UsedName>();
  for (const { references } of units)
    for (const reference of references) {
      const { name, role } = reference;
      const binding = bindingOf(reference);
      if (binding?.scope !== scopes.module) continue;
      const asType = role === 'type' && used.get(name)?.asType !== false;
      used.set(name, { binding, asType: asType || binding.meaning === 'type' });
    }
  return [...used.values()];
}
