import type { Logger } from 'pino';
import type { Branch } from '../../../protocol/branches.ts';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { Protection } from '../../protection/protection.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { BranchHooks } from './branchHooks.ts';

export interface FilterUpdateParts {
  readonly hooks: BranchHooks;
  readonly protection: Protection;
  readonly configuration: ConfigurationFile;
  readonly rows: RowStore;
  readonly log: Logger;
}

/** Keeps what the hooks look at true when the rules change, where hooks are installed. */
export class FilterUpdates {
  readonly #parts: FilterUpdateParts;
  readonly #task = new CoalescedTask(() => this.#update());
  readonly #ends: (() => void)[];
  /** Where the base stood when the hooks were told last. */
  #base = '';

  constructor(parts: FilterUpdateParts) {
    this.#parts = parts;
    this.#ends = [
      parts.configuration.onChanged(() => this.#soon()),
      parts.rows.onChanged(({ resource, row }) => {
        if (resource === 'branches' && this.#hasMoved(row as Branch | null)) this.#soon();
      }),
    ];
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    await this.#task.idle();
  }

  /** A row of the base says much more than the rules depend on. */
  #hasMoved(row: Branch | null): boolean {
    if (row?.base !== true || `${row.commit} ${row.name}` === this.#base) return false;
    this.#base = `${row.commit} ${row.name}`;
    return true;
  }

  #soon(): void {
    this.#task.run().catch((error: unknown) => {
      this.#base = '';
      this.#parts.log.error({ err: error }, 'the hooks cannot be told the rules');
    });
  }

  async #update(): Promise<void> {
    const { hooks, protection } = this.#parts;
    if (await hooks.installed()) await hooks.refreshFilter(await protection.policy());
  }
}
