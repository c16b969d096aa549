import type { Logger } from 'pino';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandStore } from '../events/subject.ts';
import type { Repository } from '../git/repository.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { DeploymentConductor } from './deploymentConductor.ts';
import { DeploymentDesk } from './deploymentDesk.ts';
import type { DeploymentPolicy } from './deploymentPolicy.ts';
import { DeploymentRows } from './deploymentRows.ts';
import { KeptCommits } from './keptCommits.ts';
import { LiveKeeper } from './liveKeeper.ts';
import { MovingRoutes } from './movingRoutes.ts';
import type { ReleaseGates } from './releaseGates.ts';
import { ReleaseGuard } from './releaseGuard.ts';
import type { ReleaseObservation } from './releaseObservation.ts';
import { ReleaseRollback } from './releaseRollback.ts';
import type { SlotFleet } from './slots/slotFleet.ts';
import type { TrafficBook } from './traffic/trafficBook.ts';
import type { TrafficControl } from './traffic/trafficControl.ts';

export interface DeploymentsParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly log: Logger;
  readonly fleet: SlotFleet;
  readonly traffic: TrafficControl;
  readonly book: TrafficBook;
  readonly gates: ReleaseGates;
  readonly policy: DeploymentPolicy;
  readonly observation: ReleaseObservation;
  /** Time between looks at a release that is observed. */
  readonly checkMilliseconds: number;
}

/** All deployments: what people ask of them, what drives them, and their rows. */
export class Deployments {
  readonly desk: DeploymentDesk;
  readonly rows: DeploymentRows;
  readonly guard: ReleaseGuard;
  readonly rollback: ReleaseRollback;
  readonly #conductor: DeploymentConductor;
  readonly #kept: KeptCommits;
  readonly #keeper: LiveKeeper;
  readonly #commands: CommandStore;
  #unsubscribe: () => void = () => {};

  constructor(parts: DeploymentsParts) {
    const { traffic, commands } = parts;
    this.#commands = commands;
    const present = (id: string) => this.#conductor.present(id);
    this.#kept = new KeptCommits(parts);
    this.#keeper = new LiveKeeper(parts);
    this.rows = new DeploymentRows({ ...parts, present });
    this.desk = new DeploymentDesk({ ...parts, kept: this.#kept, rows: this.rows });
    this.guard = new ReleaseGuard(parts);
    this.rollback = new ReleaseRollback({ ...parts, guard: this.guard, desk: this.desk });
    this.#conductor = new DeploymentConductor({
      ...parts,
      moving: new MovingRoutes(),
      onShown: (id) => void this.rows.show(id),
      onEnded: () => {
        this.#kept.updateSoon();
        traffic.lookAtWarm();
      },
    });
  }

  /**
   * Shows them and goes on with those that are open. Slots and traffic have been found before.
   * @param answering settled when what no list waits for may begin
   */
  start(answering: Promise<void>): void {
    this.#conductor.start();
    this.#keeper.start();
    this.#unsubscribe = this.#commands.onCommitted(({ stream, type }) => {
      if (type === 'traffic.switched') this.rows.showRoute(stream.slice('traffic/'.length));
    });
    this.rows.showAll();
    void answering.then(() => this.#kept.updateSoon());
  }

  /** Whether one is under way, or what is live is about to be started again. */
  running(): boolean {
    return this.#conductor.running() || this.#keeper.running();
  }

  /** Leaves those that are open to the next run of the service. */
  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#keeper.close();
    await this.#conductor.close();
    await this.#kept.idle();
  }
}
