import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';
import type { Changed } from '../../protocol/events.ts';
import type { RowTypes } from '../../protocol/rows.ts';
import { activeSince } from '../branches/forecast/activeBranches.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { attentionRules, type WatchedResource } from './attentionOf.ts';

const configurationId = `service/${configurationFileName}`;

/** Keeps the list of what needs a human true to the other rows. */
export class AttentionList {
  readonly #rows: RowStore;
  readonly #configuration: ConfigurationFile;
  readonly #ends: (() => void)[];

  constructor(rows: RowStore, configuration: ConfigurationFile) {
    this.#rows = rows;
    this.#configuration = configuration;
    this.#ends = [
      rows.onChanged((change) => this.#onChanged(change)),
      configuration.onChanged(() => {
        this.#showAll('branches');
        this.#showConfiguration();
      }),
    ];
    for (const resource of Object.keys(attentionRules) as WatchedResource[]) this.#showAll(resource);
    this.#showConfiguration();
  }

  close(): void {
    for (const end of this.#ends) end();
  }

  #onChanged({ resource, id, row }: Changed): void {
    if (!Object.hasOwn(attentionRules, resource)) return;
    if (row === null) this.#rows.delete('attention', `${resource}/${id}`);
    else this.#show(resource as WatchedResource, id, row as RowTypes[WatchedResource]);
    if (resource === 'deployments') this.#showFailed();
  }

  #showAll(resource: WatchedResource): void {
    for (const row of this.#rows.list(resource)) this.#show(resource, 'id' in row ? row.id : row.name, row);
  }

  #show<Name extends WatchedResource>(resource: Name, row: string, value: RowTypes[Name]): void {
    const { activeDays } = this.#configuration.current.branches;
    const deployments = () => this.#rows.list('deployments');
    const message = attentionRules[resource](value, deployments, activeSince(activeDays, Date.now()));
    this.#put(`${resource}/${row}`, resource, row, message);
  }

  /** What failed needs nobody once a newer one is under way, and a slot nobody whose deployment tells it. */
  #showFailed(): void {
    for (const slot of this.#rows.list('slots'))
      if (slot.state === 'failed') this.#show('slots', slot.id, slot);
    for (const { resource, row } of this.#rows.list('attention')) {
      const shown = resource === 'deployments' ? this.#rows.get('deployments', row) : undefined;
      if (shown) this.#show('deployments', row, shown);
    }
  }

  #showConfiguration(): void {
    const [first, ...others] = this.#configuration.problems;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    const { branch } = this.#configuration;
    const file = branch === null ? 'swarm.json' : `swarm.json on ${branch},`;
    const message = first && `${file} line ${first.line}, column ${first.column}: ${first.message}${more}`;
    this.#put(configurationId, 'service', 'service', message);
  }

  #put(id: string, resource: WatchedResource | 'service', row: string, message: string | undefined): void {
    if (message === undefined) this.#rows.delete('attention', id);
    else this.#rows.set('attention', id, { id, resource, row, message });
  }
}
