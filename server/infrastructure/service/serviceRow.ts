import type { Service } from '../../protocol/snapshot.ts';
import type { RowStore } from '../rows/rowStore.ts';

/** Keeps the one row of the resource `service`. */
export class ServiceRow {
  readonly #rows: RowStore;
  #row: Service;

  constructor(rows: RowStore, row: Service) {
    this.#rows = rows;
    this.#row = row;
    this.update({});
  }

  update(changes: Partial<Service>): void {
    this.#row = { ...this.#row, ...changes };
    this.#rows.set('service', 'service', this.#row);
  }
}
