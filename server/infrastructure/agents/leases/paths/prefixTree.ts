import type { PathGlob, PathPattern } from './pathGlob.ts';

interface Node<Owner> {
  readonly below: Map<string, Node<Owner>>;
  readonly owners: Set<Owner>;
}

/** Globs by the names they begin with: those that a glob can overlap are found without looking at all the others. */
export class PrefixTree<Owner> {
  readonly #root: Node<Owner> = emptyNode();

  add(globs: readonly PathGlob[], owner: Owner): void {
    for (const pattern of globs.flat()) {
      let node = this.#root;
      for (const name of namesOf(pattern)) {
        const next = node.below.get(name) ?? emptyNode();
        node.below.set(name, next);
        node = next;
      }
      node.owners.add(owner);
    }
  }

  remove(globs: readonly PathGlob[], owner: Owner): void {
    for (const pattern of globs.flat()) removeBelow(this.#root, namesOf(pattern), owner);
  }

  /** Owners of globs that begin as one of these does, or with more: all that can overlap them are among them. */
  near(globs: readonly PathGlob[]): Set<Owner> {
    const found = new Set<Owner>();
    for (const pattern of globs.flat()) this.#collect(pattern, found);
    return found;
  }

  #collect(pattern: PathPattern, found: Set<Owner>): void {
    let node: Node<Owner> | undefined = this.#root;
    for (const name of namesOf(pattern)) {
      for (const owner of node.owners) found.add(owner);
      node = node.below.get(name);
      if (!node) return;
    }
    collectAll(node, found);
  }
}

function emptyNode<Owner>(): Node<Owner> {
  return { below: new Map(), owners: new Set() };
}

function namesOf({ prefix }: PathPattern): string[] {
  return prefix.split('/').slice(0, -1);
}

function removeBelow<Owner>(node: Node<Owner>, [name, ...rest]: readonly string[], owner: Owner): void {
  if (name === undefined) {
    node.owners.delete(owner);
    return;
  }
  const next = node.below.get(name);
  if (!next) return;
  removeBelow(next, rest, owner);
  if (next.owners.size + next.below.size === 0) node.below.delete(name);
}

function collectAll<Owner>(node: Node<Owner>, found: Set<Owner>): void {
  for (const owner of node.owners) found.add(owner);
  for (const next of node.below.values()) collectAll(next, found);
}
