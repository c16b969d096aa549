/** A value of a JSON text with its place in offsets; the end is exclusive. */
export type JsonNode = JsonScalar | JsonList | JsonObject;

export interface JsonScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly start: number;
  readonly end: number;
}

export interface JsonList {
  readonly kind: 'list';
  readonly items: readonly JsonNode[];
  readonly start: number;
  readonly end: number;
}

export interface JsonObject {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
  readonly start: number;
  readonly end: number;
}

export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Undefined where it is missing or cannot be known. */
  readonly value: JsonNode | undefined;
}

/** The member of a name: of several the last one, as `JSON.parse` takes it. */
export function memberOf(object: JsonObject, key: string): JsonMember | undefined {
  return object.members.findLast((member) => member.key === key);
}

/** The value as `JSON.parse` would give it; members without a value are left out. */
export function plainValue(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  const entries = node.members.flatMap(({ key, value }): [string, unknown][] =>
    value === undefined ? [] : [[key, plainValue(value)]],
  );
  return Object.fromEntries(entries);
}
