import { isDeepStrictEqual } from 'node:util';
import type { Conflict } from '../../server/protocol/conflicts.ts';
import { type Changed, type ResourceName, resourceName } from '../../server/protocol/events.ts';
import { type RowTypes, rowSchemas } from '../../server/protocol/rows.ts';
import type { Snapshot } from '../../server/protocol/snapshot.ts';
import { Listeners, type Unsubscribe } from './listeners.ts';

/** The rows of one resource that are different now, new or gone. */
export interface StoreChange {
  readonly resource: ResourceName;
  readonly ids: ReadonlySet<string>;
  /** The rows as they were; nothing for those that are new. */
  readonly previous: ReadonlyMap<string, RowTypes[ResourceName]>;
}

/** What the service shows, kept current by a snapshot and the rows that changed since; tells which ids changed. */
export class LiveStore {
  readonly #rows: { readonly [Name in ResourceName]: Map<string, RowTypes[Name]> } = {
    teams: new Map(),
    branches: new Map(),
    queue: new Map(),
    conflicts: new Map(),
    slots: new Map(),
    deployments: new Map(),
    agents: new Map(),
    contracts: new Map(),
    tasks: new Map(),
    leases: new Map(),
    attention: new Map(),
    service: new Map(),
  };
  readonly #revisions = new Map<ResourceName, number>();
  readonly #changes = new Listeners<StoreChange>();

  rows<Name extends ResourceName>(resource: Name): ReadonlyMap<string, RowTypes[Name]> {
    return this.#rows[resource];
  }

  get<Name extends ResourceName>(resource: Name, id: string): RowTypes[Name] | undefined {
    return this.#rows[resource].get(id);
  }

  /** A number that is another one after each change of the resource. */
  revision(resource: ResourceName): number {
    return this.#revisions.get(resource) ?? 0;
  }

  /** Makes the snapshot the truth and tells only of rows that differ from what was there. */
  applySnapshot(snapshot: Snapshot): void {
    this.#replace('service', new Map([['service', snapshot.service]]));
    this.#replace('teams', new Map(snapshot.teams.map((row) => [row.name, row])));
    this.#replace('branches', new Map(snapshot.branches.map((row) => [row.name, row])));
    this.#replace('queue', new Map(snapshot.queue.map((row) => [row.target, row])));
    this.#replace('slots', new Map(snapshot.slots.map((row) => [row.id, row])));
    this.#replace('deployments', new Map(snapshot.deployments.map((row) => [row.id, row])));
    this.#replace('agents', new Map(snapshot.agents.map((row) => [row.id, row])));
    this.#replace('contracts', new Map(snapshot.contracts.map((row) => [row.id, row])));
    this.#replace('tasks', new Map(snapshot.tasks.map((row) => [row.id, row])));
    this.#replace('leases', new Map(snapshot.leases.map((row) => [row.id, row])));
    this.#replace('attention', new Map(snapshot.attention.map((row) => [row.id, row])));
  }

  /** Makes these the conflicts, which are no part of the snapshot; those in `kept` are known to be newer. */
  applyConflicts(pairs: readonly Conflict[], kept: ReadonlySet<string>): void {
    const present = this.#rows.conflicts;
    const next = new Map([...present].filter(([id]) => kept.has(id)));
    for (const pair of pairs) if (!kept.has(pair.id)) next.set(pair.id, pair);
    this.#replace('conflicts', next);
  }

  /** Adds rows that no snapshot brings, e.g. older ones; what is there is newer and stays. */
  addMissing<Name extends ResourceName>(resource: Name, added: ReadonlyMap<string, RowTypes[Name]>): void {
    this.#replace(resource, new Map([...added, ...this.#rows[resource]]));
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
    const before = rows.get(change.id);
    const tell = () => this.#tell(resource, new Map([[change.id, before]]));
    if (change.row === null) {
      if (rows.delete(change.id)) tell();
      return true;
    }
    const parsed = rowSchemas[resource].safeParse(change.row);
    if (!parsed.success) return false;
    if (isDeepStrictEqual(before, parsed.data)) return true;
    rows.set(change.id, parsed.data);
    tell();
    return true;
  }

  #replace<Name extends ResourceName>(resource: Name, next: ReadonlyMap<string, RowTypes[Name]>): void {
    const rows: Map<string, RowTypes[Name]> = this.#rows[resource];
    const changed = new Map<string, RowTypes[Name] | undefined>();
    for (const [id, row] of [...rows]) if (!next.has(id) && rows.delete(id)) changed.set(id, row);
    for (const [id, row] of next) {
      const before = rows.get(id);
      if (isDeepStrictEqual(before, row)) continue;
      rows.set(id, row);
      changed.set(id, before);
    }
    if (changed.size > 0) this.#tell(resource, changed);
  }

  /** @param changed ids with the row before */
  #tell(resource: ResourceName, changed: ReadonlyMap<string, RowTypes[ResourceName] | undefined>): void {
    this.#revisions.set(resource, this.revision(resource) + 1);
    const previous = new Map<string, RowTypes[ResourceName]>();
    for (const [id, row] of changed) if (row !== undefined) previous.set(id, row);
    this.#changes.emit({ resource, ids: new Set(changed.keys()), previous });
  }
}
