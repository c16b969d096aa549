import { childNodes } from '../syntax/childNodes.ts';
import type { Comprehension, Name, Node, Parameters } from '../syntax/expressionNodes.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import { type Binder, bindersAt, opensScope, type ScopeNames, scopeNames } from './boundNames.ts';
import { isKind } from './syntaxPath.ts';

/** Where the code of a module names something of the module level. */
export interface ModuleNames {
  /** Evaluations of the names, in whatever scope they stand. */
  readonly uses: readonly Name[];
  /** Places that bind, delete or declare them besides imports that are left out. */
  readonly rebindings: readonly { readonly name: string; readonly node: Node }[];
}

/** Finds what code does with names of the module level, by Python's rules of scope. */
export function moduleNames(
  tree: PythonModule,
  names: ReadonlySet<string>,
  except: ReadonlySet<Node>,
): ModuleNames {
  const finder = new NameFinder(names, except);
  for (const statement of tree.body) finder.visit(statement, []);
  return finder;
}

interface Scope extends ScopeNames {
  readonly isClass: boolean;
}

class NameFinder implements ModuleNames {
  readonly uses: Name[] = [];
  readonly rebindings: { name: string; node: Node }[] = [];
  readonly #names: ReadonlySet<string>;
  readonly #except: ReadonlySet<Node>;
  readonly #targets = new Set<Binder | Node>();

  constructor(names: ReadonlySet<string>, except: ReadonlySet<Node>) {
    this.#names = names;
    this.#except = except;
  }

  visit(node: Node, scopes: readonly Scope[]): void {
    if (!this.#except.has(node)) this.#bind(node, scopes);
    if (isKind(node, 'name')) this.#name(node, scopes);
    else if (isKind(node, 'comprehension')) this.#comprehension(node, scopes);
    else {
      const inner = this.#innerScopes(node, scopes);
      for (const child of childNodes(node)) this.visit(child, opensScope(node, child) ? inner : scopes);
    }
  }

  #innerScopes(node: Node, scopes: readonly Scope[]): readonly Scope[] {
    if (isKind(node, 'function', 'lambda'))
      return [...scopes, { ...scopeNames([node.body], parameterNames(node.parameters)), isClass: false }];
    return isKind(node, 'class') ? [...scopes, { ...scopeNames([node.body]), isClass: true }] : scopes;
  }

  #comprehension(node: Comprehension, scopes: readonly Scope[]): void {
    const bound = new Set(node.clauses.flatMap((clause) => bindersAt(clause).map(({ name }) => name)));
    const own: Scope = { bound, global: new Set(), nonlocal: new Set(), isClass: false };
    const [first] = node.clauses;
    for (const clause of node.clauses) for (const binder of bindersAt(clause)) this.#targets.add(binder);
    for (const child of childNodes(node))
      if (child !== first) this.visit(child, [...scopes, own]);
      else
        for (const part of childNodes(child))
          this.visit(part, part === first.iterable ? scopes : [...scopes, own]);
  }

  #bind(node: Node, scopes: readonly Scope[]): void {
    const isDeclared = isKind(node, 'global') ? node.names : [];
    for (const { name, start, end } of isDeclared)
      if (this.#names.has(name)) this.rebindings.push({ name, node: { start, end } });
    for (const binder of bindersAt(node)) {
      this.#targets.add(binder);
      if (!this.#names.has(binder.name)) continue;
      const scope = scopes.findLast(({ bound }) => (isKind(node, 'named') ? bound.has(binder.name) : true));
      // In a class within a function the name would be looked for in the module, not in the function.
      const isLost = scope?.isClass === true && scopes.some(({ isClass }) => !isClass);
      if (scope === undefined || isLost) this.rebindings.push({ name: binder.name, node: binder });
    }
    if (isKind(node, 'augmentedAssignment')) this.#targets.delete(node.target);
  }

  #name(node: Name, scopes: readonly Scope[]): void {
    if (!this.#names.has(node.name) || this.#targets.has(node)) return;
    for (const [index, scope] of [...scopes.entries()].reverse()) {
      if (scope.isClass && index < scopes.length - 1) continue;
      if (scope.global.has(node.name)) break;
      // The body of a class asks the module for what it has not bound yet.
      if (scope.bound.has(node.name) && !scope.isClass) return;
    }
    this.uses.push(node);
  }
}

function parameterNames(parameters: Parameters): string[] {
  return parameters.map(({ name }) => name.name);
}
