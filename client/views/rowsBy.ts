import type { ResourceName } from '../../server/protocol/events.ts';
import type { RowTypes } from '../../server/protocol/rows.ts';
import type { LiveStore, StoreChange } from '../infrastructure/liveStore.ts';

interface Index<Row> {
  readonly revision: number;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

/** Finds rows of a resource by what they belong to, e.g. the leases of an agent; nothing is counted twice while none changes. */
export class RowsBy<Name extends ResourceName> {
  readonly #resource: Name;
  readonly #keyOf: (row: RowTypes[Name]) => string | null;
  readonly #indexes = new WeakMap<LiveStore, Index<RowTypes[Name]>>();

  /** @param keyOf what a row belongs to; null where it belongs to nothing */
  constructor(resource: Name, keyOf: (row: RowTypes[Name]) => string | null) {
    this.#resource = resource;
    this.#keyOf = keyOf;
  }

  of(key: string, store: LiveStore): readonly RowTypes[Name][] {
    return this.#index(store).rows.get(key) ?? [];
  }

  /** What the changed rows belong to, and belonged to before. */
  touched(change: StoreChange, store: LiveStore): Set<string> {
    const keys = new Set<string>();
    if (change.resource !== this.#resource) return keys;
    for (const id of change.ids)
      for (const row of [
        change.previous.get(id) as RowTypes[Name] | undefined,
        store.get(this.#resource, id),
      ]) {
        const key = row === undefined ? null : this.#keyOf(row);
        if (key !== null) keys.add(key);
      }
    return keys;
  }

  #index(store: LiveStore): Index<RowTypes[Name]> {
    const revision = store.revision(this.#resource);
    const known = this.#indexes.get(store);
    if (known?.revision === revision) return known;
    const rows = new Map<string, RowTypes[Name][]>();
    for (const row of store.rows(this.#resource).values()) {
      const key = this.#keyOf(row);
      if (key === null) continue;
      const present = rows.get(key);
      if (present) present.push(row);
      else rows.set(key, [row]);
    }
    const index = { revision, rows };
    this.#indexes.set(store, index);
    return index;
  }
}
