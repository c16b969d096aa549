import type { JsonNode, JsonObject } from '../../../analysis/agentStatus/syntax/jsonNode.ts';
import type { LineTable } from '../../../analysis/text/lineTable.ts';
import type { Figure } from './declaredFacts.ts';
import { numberOf, words } from './declaredWords.ts';

/** The members of an object of a file, by any of the names that real files give them. */
export class JsonFields {
  readonly #values = new Map<string, JsonNode>();
  readonly #lines: LineTable;
  readonly line: number;

  constructor(object: JsonObject, lines: LineTable) {
    this.#lines = lines;
    this.line = lines.lineAt(object.start);
    for (const { key, value } of object.members)
      if (value !== undefined && !isNull(value)) this.#values.set(key, value);
  }

  has(...names: string[]): boolean {
    return this.node(...names) !== undefined;
  }

  /** The value of the first name that has one. */
  node(...names: string[]): JsonNode | undefined {
    for (const name of names) {
      const value = this.#values.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** A string or number on one line; null where there is none. */
  text(...names: string[]): string | null {
    const value = this.node(...names);
    return value?.kind === 'scalar' ? words(value.value) : null;
  }

  /** A number, also one written as text; null where it is none. */
  figure(...names: string[]): Figure | null {
    const value = this.node(...names);
    return value === undefined ? null : figureOf(value, this.#lines);
  }

  /** Items of a list. */
  items(...names: string[]): readonly JsonNode[] {
    const value = this.node(...names);
    return value?.kind === 'list' ? value.items : [];
  }
}

/** The number that a value states: `575`, `"1,200"`, `"40%"`. */
export function figureOf(node: JsonNode, lines: LineTable): Figure | null {
  if (node.kind !== 'scalar') return null;
  const line = lines.lineAt(node.start);
  if (typeof node.value === 'number' && Number.isFinite(node.value))
    return { value: node.value, text: String(node.value), line };
  if (typeof node.value !== 'string') return null;
  const text = node.value.trim().slice(0, 40);
  const value = numberOf(text.replace(/ ?(%|pts|points|lines)$/i, ''));
  return value === undefined ? null : { value, text, line };
}

function isNull(node: JsonNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
