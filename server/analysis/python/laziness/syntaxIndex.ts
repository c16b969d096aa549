import { childNodes } from '../syntax/childNodes.ts';
import type { Node } from '../syntax/expressionNodes.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import { isKind, isSuite } from './syntaxPath.ts';
import { otherSpellings, WordPlaces } from './wordPlaces.ts';

/**
 * The nodes of a syntax tree with the way from each up to the module. Of a long text only the statements are walked
 * that are asked for: whoever explains one import looks at few of them, again after every edit.
 */
export class SyntaxIndex {
  readonly tree: PythonModule;
  readonly #text: string;
  readonly #otherSpellings: readonly number[];
  readonly #parents = new Map<Node, Node>();

  constructor(tree: PythonModule, text: string) {
    this.tree = tree;
    this.#text = text;
    this.#otherSpellings = otherSpellings(text);
  }

  /**
   * The nodes of the statements whose text has one of several words, and those around them: in the order in which they
   * stand in the tree, outer ones first.
   * @param words names, or parts of what may be written in a pattern
   */
  nodesOf(words: Iterable<string>): Node[] {
    const places = this.placesOf(words);
    return this.#walk((statement) => places.within(statement));
  }

  /** Where the text may spell one of several words. */
  placesOf(words: Iterable<string>): WordPlaces {
    return new WordPlaces(this.#text, words, this.#otherSpellings);
  }

  /** The nodes around a node, from the module to the node itself. */
  pathTo(node: Node): Node[] {
    if (!this.#parents.has(node)) this.#walk(({ start, end }) => start <= node.start && node.start < end);
    const path: Node[] = [];
    for (let at: Node | undefined = node; at; at = this.#parents.get(at)) path.push(at);
    return path.reverse();
  }

  #walk(enters: (statement: Node) => boolean): Node[] {
    const nodes: Node[] = [];
    this.#add(this.tree, enters, nodes);
    return nodes;
  }

  #add(node: Node, enters: (statement: Node) => boolean, nodes: Node[]): void {
    nodes.push(node);
    const holdsStatements = isSuite(node) || isKind(node, 'module');
    for (const child of childNodes(node)) {
      if (holdsStatements && !enters(child)) continue;
      this.#parents.set(child, node);
      this.#add(child, enters, nodes);
    }
  }
}
