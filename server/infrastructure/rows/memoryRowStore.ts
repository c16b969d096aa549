import * as z from 'zod';
import type { Changed } from '../../protocol/events.ts';
import { type RowTypes, rowSchemas } from '../../protocol/rows.ts';
import type { ReadyJson, RowReader } from './rowReader.ts';
import type { IdOrder, RowStore } from './rowStore.ts';

type Resource = keyof RowTypes;
type AnyRow = RowTypes[Resource];

interface StoredRow {
  readonly row: AnyRow;
  readonly json: string;
}

interface Table {
  rows: Map<string, StoredRow>;
  /** Moves with every change of the table. */
  revision: number;
  ready: ReadyJson | undefined;
}

/** The row store in memory. JSON is made once per change, so that a reading request only sends bytes. */
export class MemoryRowStore implements RowStore, RowReader {
  readonly #tables = new Map<Resource, Table>();
  readonly #jsonOf = new WeakMap<object, string>();
  readonly #listeners = new Set<(change: Changed) => void>();
  /** Part of every ETag: revisions start anew with each process, so they must not match another's. */
  readonly #instance = crypto.randomUUID().slice(0, 8);
  readonly #onListenerError: (error: unknown) => void;

  constructor(onListenerError: (error: unknown) => void = () => {}) {
    this.#onListenerError = onListenerError;
    for (const name of Object.keys(rowSchemas) as Resource[])
      this.#tables.set(name, { rows: new Map(), revision: 0, ready: undefined });
  }

  set<Name extends Resource>(resource: Name, id: string, row: RowTypes[Name], order?: IdOrder): void {
    const stored = this.#check(resource, id, row);
    const table = this.#table(resource);
    if (table.rows.get(id)?.json === stored.json) return;
    if (order && !table.rows.has(id)) table.rows = withInOrder(table.rows, id, stored, order);
    else table.rows.set(id, stored);
    touch(table);
    this.#tell({ resource, id, row: stored.row });
  }

  delete(resource: Resource, id: string): void {
    const table = this.#table(resource);
    if (!table.rows.delete(id)) return;
    touch(table);
    this.#tell({ resource, id, row: null });
  }

  replace<Name extends Resource>(resource: Name, rows: ReadonlyMap<string, RowTypes[Name]>): void {
    const table = this.#table(resource);
    const before = table.rows;
    const after = new Map<string, StoredRow>();
    for (const [id, row] of rows) {
      const stored = this.#check(resource, id, row);
      const present = before.get(id);
      after.set(id, present?.json === stored.json ? present : stored);
    }
    const changes = differences(resource, before, after);
    if (changes.length === 0 && sameOrder(before, after)) return;
    table.rows = after;
    touch(table);
    for (const change of changes) this.#tell(change);
  }

  get<Name extends Resource>(resource: Name, id: string): RowTypes[Name] | undefined {
    return this.#table(resource).rows.get(id)?.row as RowTypes[Name] | undefined;
  }

  list<Name extends Resource>(resource: Name): readonly RowTypes[Name][] {
    return [...this.#table(resource).rows.values()].map(({ row }) => row as RowTypes[Name]);
  }

  onChanged(listener: (change: Changed) => void): () => void {
    const entry = (change: Changed) => listener(change);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  readyList(resource: Resource): ReadyJson {
    const table = this.#table(resource);
    if (!table.ready) {
      const text = `[${[...table.rows.values()].map(({ json }) => json).join(',')}]`;
      table.ready = { text, bytes: Buffer.from(text), etag: `"${this.#instance}-${table.revision}"` };
    }
    return table.ready;
  }

  readyRow(resource: 'service'): ReadyJson {
    const { text, etag } = this.readyList(resource);
    const row = text.slice(1, -1);
    return { text: row, bytes: Buffer.from(row), etag };
  }

  jsonOf(row: object): string | undefined {
    return this.#jsonOf.get(row);
  }

  #check(resource: Resource, id: string, row: unknown): StoredRow {
    const parsed = rowSchemas[resource].safeParse(row);
    if (!parsed.success)
      throw new TypeError(
        `The row ${resource}/${id} is not as the API describes it: ${z.prettifyError(parsed.error)}`,
      );
    const json = JSON.stringify(parsed.data);
    this.#jsonOf.set(parsed.data, json);
    return { row: parsed.data, json };
  }

  #table(resource: Resource): Table {
    const table = this.#tables.get(resource);
    if (!table) throw new TypeError(`There is no resource "${resource}"`);
    return table;
  }

  #tell(change: Changed): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }
}

function touch(table: Table): void {
  table.revision += 1;
  table.ready = undefined;
}

function differences(
  resource: Resource,
  before: ReadonlyMap<string, StoredRow>,
  after: ReadonlyMap<string, StoredRow>,
): Changed[] {
  const changes: Changed[] = [];
  for (const id of before.keys()) if (!after.has(id)) changes.push({ resource, id, row: null });
  for (const [id, stored] of after)
    if (before.get(id) !== stored) changes.push({ resource, id, row: stored.row });
  return changes;
}

function sameOrder(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): boolean {
  const ids = before.keys();
  for (const id of after.keys()) if (ids.next().value !== id) return false;
  return before.size === after.size;
}

/** The rows, which are in order, with a new one in its place. */
function withInOrder(
  rows: ReadonlyMap<string, StoredRow>,
  id: string,
  stored: StoredRow,
  order: IdOrder,
): Map<string, StoredRow> {
  const entries = [...rows];
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(entries[middle]?.[0] ?? '', id) <= 0) low = middle + 1;
    else high = middle;
  }
  entries.splice(low, 0, [id, stored]);
  return new Map(entries);
}
