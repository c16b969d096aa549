import type { RowTypes } from '../../protocol/rows.ts';

/** JSON as it goes over the wire, made once per change. */
export interface ReadyJson {
  readonly text: string;
  readonly bytes: Buffer;
  /** Changes with the text and never comes back, not even in another process. */
  readonly etag: string;
}

/** What the API reads from the rows: JSON that was checked when its rows entered. */
export interface RowReader {
  readyList(resource: keyof RowTypes): ReadyJson;
  /** The row of a resource that has only one. */
  readyRow(resource: 'service'): ReadyJson;
  /** JSON of a row that this store gave out; undefined for any other object. */
  jsonOf(row: object): string | undefined;
}
