import type { Branch } from '../../../server/protocol/branches.ts';
import type { Conflict } from '../../../server/protocol/conflicts.ts';
import type { Contract } from '../../../server/protocol/contracts.ts';
import type { ResourceName } from '../../../server/protocol/events.ts';
import type { Queue, QueueEntry } from '../../../server/protocol/queue.ts';
import type { RowTypes } from '../../../server/protocol/rows.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import type { LiveStore, StoreChange } from '../../infrastructure/liveStore.ts';

/** A branch in a queue, and which queue that is. */
export interface QueuedBranch {
  readonly target: string;
  readonly entry: QueueEntry;
}

/** What other rows say of branches, looked up by the branch's name. Kept as long as those rows stay as they are. */
export class BranchRelations {
  readonly #store: LiveStore;
  readonly #indexes = new Map<ResourceName, { revision: number; index: ReadonlyMap<string, unknown[]> }>();

  constructor(store: LiveStore) {
    this.#store = store;
  }

  /** The base and other branches it conflicts with, the base first. */
  conflictsOf(branch: string): readonly Conflict[] {
    return this.#of('conflicts', branch, (rows) => {
      const pairs = [...rows.values()].sort((a, b) => Number(b.base) - Number(a.base));
      return pairs.flatMap((pair): [string, Conflict][] => [
        [pair.a, pair],
        [pair.b, pair],
      ]);
    });
  }

  /** Its place in a queue; undefined where it is in none. */
  queuedAs(branch: string): QueuedBranch | undefined {
    const index = (rows: ReadonlyMap<string, Queue>) =>
      [...rows.values()].flatMap(({ target, entries }) =>
        entries.map((entry): [string, QueuedBranch] => [entry.branch, { target, entry }]),
      );
    return this.#of('queue', branch, index)[0];
  }

  /** Slots in which it runs, or failed to. */
  slotsOf(branch: string): readonly Slot[] {
    return this.#of('slots', branch, (rows) =>
      [...rows.values()].flatMap((slot): [string, Slot][] =>
        slot.state === 'idle' || slot.revision === null ? [] : [[slot.revision, slot]],
      ),
    );
  }

  /** Contracts whose id is part of the branch's name: `feature/x-contract_12` works on `contract_12`. */
  contractsOf(branch: string): readonly Contract[] {
    const parts = plainParts(branch);
    const found = new Set<Contract>();
    const index = (rows: ReadonlyMap<string, Contract>) =>
      [...rows.values()].map((row): [string, Contract] => [plainParts(row.id).join(' '), row]);
    for (let from = 0; from < parts.length; from += 1)
      for (let to = from + 1; to <= Math.min(parts.length, from + longestId); to += 1)
        for (const one of this.#of('contracts', parts.slice(from, to).join(' '), index)) found.add(one);
    return [...found];
  }

  /** The agent of that name or id, where one is known. */
  agentOf(author: string): RowTypes['agents'] | undefined {
    return this.#of('agents', author, (rows) =>
      [...rows.values()].flatMap((agent): [string, RowTypes['agents']][] => [
        [agent.id, agent],
        [agent.name, agent],
      ]),
    )[0];
  }

  #of<Name extends ResourceName, Value>(
    resource: Name,
    key: string,
    index: (rows: ReadonlyMap<string, RowTypes[Name]>) => readonly (readonly [string, Value])[],
  ): readonly Value[] {
    const revision = this.#store.revision(resource);
    let present = this.#indexes.get(resource);
    if (present?.revision !== revision) {
      present = { revision, index: grouped(index(this.#store.rows(resource))) };
      this.#indexes.set(resource, present);
    }
    return (present.index.get(key) ?? []) as readonly Value[];
  }
}

/** Parts of the longest id of a contract that is looked for in a name. */
const longestId = 6;

function plainParts(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
}

function grouped<Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

const relationsOfStores = new WeakMap<LiveStore, BranchRelations>();

/** The relations of a store's branches: one for each store. */
export function relationsOf(store: LiveStore): BranchRelations {
  const present = relationsOfStores.get(store) ?? new BranchRelations(store);
  relationsOfStores.set(store, present);
  return present;
}

/** Branches that a change of other rows may show anew. */
export function relatedBranches(change: StoreChange, store: LiveStore): Iterable<string> {
  const branches = store.rows('branches');
  const { resource, ids, previous } = change;
  const rows = [...ids].flatMap((id) => [previous.get(id), store.get(resource, id)]);
  switch (resource) {
    case 'conflicts':
      return (rows as (Conflict | undefined)[]).flatMap((row) => (row ? [row.a, row.b] : []));
    case 'queue':
      return movedInQueue(rows as (Queue | undefined)[]);
    case 'slots':
      return (rows as (Slot | undefined)[]).flatMap((row) => row?.revision ?? []);
    case 'contracts':
      return namingContracts(branches, rows as (Contract | undefined)[]);
    case 'service':
      return agesDiffer(rows as (RowTypes['service'] | undefined)[]) ? branches.keys() : [];
    default:
      return [];
  }
}

/** Branches whose place or state in the queue is another one. */
function movedInQueue(rows: readonly (Queue | undefined)[]): Set<string> {
  const places = rows.flatMap((row) =>
    (row?.entries ?? []).map(({ branch, position, state }) => `${branch} ${position} ${state}`),
  );
  const once = places.filter((place) => places.indexOf(place) === places.lastIndexOf(place));
  return new Set(once.map((place) => place.split(' ')[0] ?? ''));
}

function namingContracts(
  branches: ReadonlyMap<string, Branch>,
  rows: readonly (Contract | undefined)[],
): string[] {
  const ids = new Set(rows.flatMap((row) => (row ? [` ${plainParts(row.id).join(' ')} `] : [])));
  return [...branches.keys()].filter((name) => {
    const parts = ` ${plainParts(name).join(' ')} `;
    return [...ids].some((id) => parts.includes(id));
  });
}

function agesDiffer(rows: readonly (RowTypes['service'] | undefined)[]): boolean {
  const [before, after] = rows;
  return before?.activeDays !== after?.activeDays;
}
