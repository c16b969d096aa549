import { childNodes } from '../syntax/childNodes.ts';
import type { Node } from '../syntax/expressionNodes.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';

/** The nodes of a syntax tree with the way from each up to the module, found in one walk. */
export class SyntaxIndex {
  readonly tree: PythonModule;
  /** In the order in which they stand in the tree, outer ones first. */
  readonly nodes: readonly Node[];
  readonly #parents = new Map<Node, Node>();

  constructor(tree: PythonModule) {
    this.tree = tree;
    const nodes: Node[] = [];
    this.#add(tree, nodes);
    this.nodes = nodes;
  }

  /** The nodes around a node, from the module to the node itself. */
  pathTo(node: Node): Node[] {
    const path: Node[] = [];
    for (let at: Node | undefined = node; at; at = this.#parents.get(at)) path.push(at);
    return path.reverse();
  }

  #add(node: Node, nodes: Node[]): void {
    nodes.push(node);
    for (const child of childNodes(node)) {
      this.#parents.set(child, node);
      this.#add(child, nodes);
    }
  }
}
