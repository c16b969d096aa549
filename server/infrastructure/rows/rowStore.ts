import type { Changed } from '../../protocol/events.ts';
import type { RowTypes } from '../../protocol/rows.ts';

/** Negative where the first id stands before the second one. */
export type IdOrder = (first: string, second: string) => number;

/**
 * What the API shows, kept ready: subjects put rows in when something is different, routes and the event stream
 * take them out. A row is checked against its schema when it enters, not each time it is read.
 */
export interface RowStore {
  /**
   * Puts a row; nothing happens where it equals the present one.
   * @param order of ids, which the rows are in: a new row gets its place, without it the last one
   */
  set<Name extends keyof RowTypes>(resource: Name, id: string, row: RowTypes[Name], order?: IdOrder): void;
  delete(resource: keyof RowTypes, id: string): void;
  /** Makes these the rows of the resource, telling only of those that differ. Order of the map is the order shown. */
  replace<Name extends keyof RowTypes>(resource: Name, rows: ReadonlyMap<string, RowTypes[Name]>): void;
  get<Name extends keyof RowTypes>(resource: Name, id: string): RowTypes[Name] | undefined;
  list<Name extends keyof RowTypes>(resource: Name): readonly RowTypes[Name][];
  /** Called once per row that is different, after it is. Returns the function that ends it. */
  onChanged(listener: (change: Changed) => void): () => void;
}
