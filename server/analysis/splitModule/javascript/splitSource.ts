import type { ModuleScopes } from '../../javascript/scopes/reference.ts';
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

/** The names of the module's top level that units use, each once. */
export function usedNames({ scopes }: SplitSource, units: readonly SplitUnit[]): UsedName[] {
  const used = new Map<string, UsedName>();
  for (const { references } of units)
    for (const { name, role, scope } of references) {
      const binding = scope.resolve(name, role === 'type');
      if (binding?.scope !== scopes.module) continue;
      const asType = role === 'type' && used.get(name)?.asType !== false;
      used.set(name, { binding, asType: asType || binding.meaning === 'type' });
    }
  return [...used.values()];
}
