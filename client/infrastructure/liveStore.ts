import { isDeepStrictEqual } from 'node:util';
import { type Changed, type ResourceName, resourceName } from '../../server/protocol/events.ts';
import { type RowTypes, rowSchemas } from '../../server/protocol/rows.ts';
import type { Snapshot } from '../../server/protocol/snapshot.ts';
import { Listeners, type Unsubscribe } from './listeners.ts';

/** The rows of one resource that are different now, new or gone. */
export interface StoreChange {
  readonly resource: ResourceName;
  readonly ids: ReadonlySet<string>;
}

/** What the service shows, kept current by a snapshot and the rows that changed since; tells which ids changed. */
export class LiveStore {
  readonly #rows: { readonly [Name in ResourceName]: Map<string, RowTypes[Name]> } = {
    teams: new Map(),
    branches: new Map(),
    queue: new Map(),
    conflicts: new Map(),
    slots: new Map(),
    agents: new Map(),
    contracts: new Map(),
    attention: new Map(),
    service: new Map(),
  };
  readonly #changes = new Listeners<StoreChange>();

  rows<Name extends ResourceName>(resource: Name): ReadonlyMap<string, RowTypes[Name]> {
    return this.#rows[resource];
  }

  get<Name extends ResourceName>(resource: Name, id: string): RowTypes[Name] | undefined {
    return this.#rows[resource].get(id);
  }

  /** Makes the snapshot the truth and tells only of rows that differ from what was there. */
  applySnapshot(snapshot: Snapshot): void {
    this.#replace('service', new Map([['service', snapshot.service]]));
    this.#replace('teams', new Map(snapshot.teams.map((row) => [row.name, row])));
    this.#replace('branches', new Map(snapshot.branches.map((row) => [row.name, row])));
    this.#replace('queue', new Map(snapshot.queue.map((row) => [row.target, row])));
    this.#replace('slots', new Map(snapshot.slots.map((row) => [row.id, row])));
    this.#replace('agents', new Map(snapshot.agents.map((row) => [row.id, row])));
    this.#replace('contracts', new Map(snapshot.contracts.map((row) => [row.id, row])));
    this.#replace('attention', new Map(snapshot.attention.map((row) => [row.id, row])));
  }

  /** Takes over one changed row; false, and nothing happens, where it is not in the shape this version knows. */
  applyChange(change: Changed): boolean {
    return this.#applyRow(change.resource, change);
  }

  /** Forgets every row. */
  clear(): void {
    for (const resource of resourceName.options) this.#replace(resource, new Map());
  }

  /** Calls the listener after rows changed, once per resource of a snapshot and once per changed row. */
  onChanged(listener: (change: StoreChange) => void): Unsubscribe {
    return this.#changes.add(listener);
  }

  #applyRow<Name extends ResourceName>(resource: Name, change: Changed): boolean {
    const rows: Map<string, RowTypes[Name]> = this.#rows[resource];
    if (change.row === null) {
      if (rows.delete(change.id)) this.#changes.emit({ resource, ids: new Set([change.id]) });
      return true;
    }
    const parsed = rowSchemas[resource].safeParse(change.row);
    if (!parsed.success) return false;
    if (isDeepStrictEqual(rows.get(change.id), parsed.data)) return true;
    rows.set(change.id, parsed.data);
    this.#changes.emit({ resource, ids: new Set([change.id]) });
    return true;
  }

  #replace<Name extends ResourceName>(resource: Name, next: ReadonlyMap<string, RowTypes[Name]>): void {
    const rows: Map<string, RowTypes[Name]> = this.#rows[resource];
    const ids = new Set<string>();
    for (const id of [...rows.keys()]) if (!next.has(id) && rows.delete(id)) ids.add(id);
    for (const [id, row] of next) {
      if (isDeepStrictEqual(rows.get(id), row)) continue;
      rows.set(id, row);
      ids.add(id);
    }
    if (ids.size > 0) this.#changes.emit({ resource, ids });
  }
}
