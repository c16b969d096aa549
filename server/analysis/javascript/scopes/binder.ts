import { children, nameOf, nodesIn, type SyntaxNode } from '../syntax/syntaxNode.ts';
import type { ModuleScopes, Reference } from './reference.ts';
import type { Region } from './region.ts';
import { type Binding, Scope } from './scope.ts';

/** Where the binder stands: in which scope, when it runs, and whether only types count there. */
export interface Place {
  readonly scope: Scope;
  readonly region: Region;
  readonly role: Reference['role'];
}

/** How a kind of node is walked; the children of one without a visitor are all visited where it stands. */
export type Visitor = (binder: Binder, node: SyntaxNode, place: Place) => void;

/** Walks a syntax tree once, declares its names and collects their uses. */
export class Binder {
  readonly #visitors: ReadonlyMap<string, Visitor>;
  readonly #references: Reference[] = [];
  readonly #parents = new Map<SyntaxNode, SyntaxNode>();
  readonly #calls = new Map<SyntaxNode, Region>();
  #parent: SyntaxNode | undefined;

  constructor(visitors: ReadonlyMap<string, Visitor>) {
    this.#visitors = visitors;
  }

  visit(node: SyntaxNode, place: Place): void {
    this.enter(node, () => {
      const visitor = this.#visitors.get(node.type);
      if (visitor) visitor(this, node, place);
      // What TypeScript adds is types, apart from the kinds that have visitors.
      else this.visitChildren(node, node.type.startsWith('TS') ? { ...place, role: 'type' } : place);
    });
  }

  /** Does something inside a node, for those who walk into it on their own. */
  enter(node: SyntaxNode, inside: () => void): void {
    const outer = this.#parent;
    if (outer) this.#parents.set(node, outer);
    this.#parent = node;
    inside();
    this.#parent = outer;
  }

  visitChildren(node: SyntaxNode, place: Place, ...without: readonly string[]): void {
    for (const each of children(node, ...without)) this.visit(each, place);
  }

  visitField(node: SyntaxNode, field: string, place: Place): void {
    for (const each of nodesIn(node, field)) this.visit(each, place);
  }

  declare(node: SyntaxNode, binding: Omit<Binding, 'name' | 'node'>): void {
    binding.scope.declare({ ...binding, name: nameOf(node), node });
  }

  refer(node: SyntaxNode, { scope, region, role }: Place): void {
    this.#references.push({ name: nameOf(node), node, role, scope, region });
  }

  call(node: SyntaxNode, { region }: Place): void {
    this.#calls.set(node, region);
  }

  /** What was found, once everything has been visited: a name may be used before its declaration. */
  finish(module: Scope, moduleRegion: Region): ModuleScopes {
    const uses = new Map<Binding, Reference[]>();
    for (const reference of this.#references) {
      const binding = reference.scope.resolve(reference.name, reference.role === 'type');
      const known = binding && uses.get(binding);
      if (known) known.push(reference);
      else if (binding) uses.set(binding, [reference]);
    }
    const [references, parents, calls] = [this.#references, this.#parents, this.#calls];
    return { module, references, uses, parents, calls, moduleRegion };
  }
}

/** A place in a scope of its own. */
export function inner(place: Place, holdsVariables = false): Place {
  return { ...place, scope: new Scope(place.scope, holdsVariables) };
}
