import type { SyntaxNode } from '../syntax/syntaxNode.ts';
import type { Region } from './region.ts';
import type { Binding, Scope } from './scope.ts';

/** A use of a name. */
export interface Reference {
  readonly name: string;
  /** The identifier. */
  readonly node: SyntaxNode;
  /** `type`: where only types count, `typeof name` included; nothing of it is left when the program runs. */
  readonly role: 'value' | 'type';
  readonly scope: Scope;
  readonly region: Region;
}

/** The names of a module: who declares and who uses them. */
export interface ModuleScopes {
  readonly module: Scope;
  readonly references: readonly Reference[];
  /** Uses by the declaration they mean. */
  readonly uses: ReadonlyMap<Binding, readonly Reference[]>;
  /** The node that each node stands in. */
  readonly parents: ReadonlyMap<SyntaxNode, SyntaxNode>;
  /** The region that each call and each `new` runs in. */
  readonly calls: ReadonlyMap<SyntaxNode, Region>;
  readonly moduleRegion: Region;
}

/** The nodes that a node stands in, the nearest first. */
export function ancestorsOf(node: SyntaxNode, { parents }: ModuleScopes): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let at = parents.get(node); at; at = parents.get(at)) found.push(at);
  return found;
}
