/**
 * A map as a value: setting an entry gives another map and leaves this one as it is. Entries set lately lie in a small
 * layer of their own, so that a change copies those alone and not the thousands below.
 */
export interface LayeredMap<Key, Value> {
  readonly base: ReadonlyMap<Key, Value>;
  /** Entries that are newer than those of the base, or not in it. */
  readonly recent: ReadonlyMap<Key, Value>;
}

/** Copying this many entries costs about what folding the rest of an event does. */
const smallestLayer = 32;

const nothing: LayeredMap<never, never> = { base: new Map<never, never>(), recent: new Map<never, never>() };

/** A map without entries. */
export function emptyLayers<Key, Value>(): LayeredMap<Key, Value> {
  return nothing;
}

export function layeredGet<Key, Value>(map: LayeredMap<Key, Value>, key: Key): Value | undefined {
  return map.recent.get(key) ?? map.base.get(key);
}

/** The map with one entry set. */
export function layeredSet<Key, Value>(
  { base, recent }: LayeredMap<Key, Value>,
  key: Key,
  value: Value,
): LayeredMap<Key, Value> {
  const layer = new Map(recent).set(key, value);
  // The layer may grow with the square root of the whole: both kinds of copying then cost the same.
  if (layer.size <= smallestLayer || layer.size * layer.size <= base.size) return { base, recent: layer };
  return { base: new Map([...base, ...layer]), recent: new Map() };
}

/** Every entry once, in the order in which the keys came first. */
export function* layeredEntries<Key, Value>({
  base,
  recent,
}: LayeredMap<Key, Value>): Generator<readonly [Key, Value]> {
  for (const [key, value] of base) yield [key, recent.get(key) ?? value];
  for (const entry of recent) if (!base.has(entry[0])) yield entry;
}
