import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { LineStarts } from '../lineStarts.ts';
import { type LocatedProperty, type LocatedValue, maximumLocatedDepth } from './locatedValue.ts';

const maximumCharacters = 1_000_000;
/** Aliases can make a text of a few lines a tree of billions of nodes. */
const maximumNodes = 50_000;

/** Reads the first document of a YAML text; what its mistakes leave of it. Undefined where nothing can be read. */
export function locatedYaml(text: string): LocatedValue | undefined {
  if (text.length > maximumCharacters) return undefined;
  const document = parseDocument(text, { logLevel: 'silent', strict: false, uniqueKeys: false });
  const reader = new YamlReader(document, new LineStarts(text));
  return document.contents ? reader.convert(document.contents, 0) : undefined;
}

class YamlReader {
  readonly #document: Document.Parsed;
  readonly #lines: LineStarts;
  #nodes = 0;

  constructor(document: Document.Parsed, lines: LineStarts) {
    this.#document = document;
    this.#lines = lines;
  }

  convert(node: Node, depth: number): LocatedValue {
    const range = this.#range(node);
    if (depth > maximumLocatedDepth || ++this.#nodes > maximumNodes) return { range };
    if (isAlias(node)) {
      const target = node.resolve(this.#document);
      return target ? { ...this.convert(target, depth + 1), range } : { range };
    }
    if (isSeq<Node>(node)) return { range, items: node.items.map((item) => this.convert(item, depth + 1)) };
    if (isMap<Node, Node | null>(node))
      return { range, properties: new Map(node.items.map((pair) => this.#property(pair, depth))) };
    return isScalar(node) ? { range, ...scalarOf(node.value) } : { range };
  }

  #property({ key, value }: { key: Node; value: Node | null }, depth: number): [string, LocatedProperty] {
    const nameRange = this.#range(key);
    const name = isScalar(key) ? String(key.value) : '';
    return [name, { nameRange, value: value ? this.convert(value, depth + 1) : { range: nameRange } }];
  }

  #range(node: Node): LocatedValue['range'] {
    const [start, end] = node.range ?? [0, 0];
    return this.#lines.range(start, end - start);
  }
}

function scalarOf(value: unknown): Pick<LocatedValue, 'scalar'> {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return { scalar: value };
  return {};
}
