import { moduleScopes } from '../scopes/moduleScopes.ts';
import type { ModuleScopes, NameUse, Scope } from '../scopes/scope.ts';
import type { Name, Node } from '../syntax/expressionNodes.ts';
import type { SyntaxIndex } from './syntaxIndex.ts';

/** Where the code of a module names something of the module level. */
export interface ModuleNames {
  /** Evaluations of the names, in whatever scope they stand. */
  readonly uses: readonly Name[];
  /** Places that bind, delete or declare them besides imports that are left out. */
  readonly rebindings: readonly { readonly name: string; readonly node: Pick<Node, 'start' | 'end'> }[];
}

/** Finds what code does with names of the module level, by Python's rules of scope. */
export function moduleNames(
  index: SyntaxIndex,
  names: ReadonlySet<string>,
  except: ReadonlySet<Node>,
): ModuleNames {
  const places = index.placesOf([...names].map(ownPart));
  const scopes = moduleScopes(index.tree, (statement) => places.within(statement));
  const uses = scopes.uses.filter((use) => names.has(use.name) && mayMeanModule(use)).map(({ node }) => node);
  return { uses, rebindings: [...names].flatMap((name) => rebindingsOf(scopes, name, except)) };
}

/** What is written of a name: within a class `__torch` may stand for `_Model__torch`. */
function ownPart(name: string): string {
  return /^_.*__/.test(name) ? '__' : name;
}

/** The body of a class asks the module for what it has not bound yet. */
function mayMeanModule({ binding, scope }: NameUse): boolean {
  return (
    binding === undefined ||
    binding.scope.kind === 'module' ||
    (binding.scope === scope && scope.kind === 'class')
  );
}

function rebindingsOf(
  { module, scopes }: ModuleScopes,
  name: string,
  except: ReadonlySet<Node>,
): ModuleNames['rebindings'] {
  const places = module.bindings.get(name)?.places.filter(({ node }) => !except.has(node)) ?? [];
  // In a class within a function the name would be looked for in the module, not in the function.
  const lost = scopes.filter((scope) => scope.kind === 'class' && isInFunction(scope));
  const others = lost.flatMap((scope) => scope.bindings.get(name)?.places ?? []);
  const declared = scopes
    .filter(({ globals }) => globals.has(name))
    .map(({ node }) => ({ start: node.start, end: node.start }));
  const found = places.length + others.length > 0 ? [...places, ...others] : declared;
  return found.map(({ start, end }) => ({ name, node: { start, end } }));
}

function isInFunction({ parent }: Scope): boolean {
  for (let scope = parent; scope; scope = scope.parent) if (scope.kind === 'function') return true;
  return false;
}
