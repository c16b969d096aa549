import type { Logger } from 'pino';
import type { ConflictMatrix } from '../../../protocol/conflicts.ts';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { selectActive } from './activeBranches.ts';
import { conflictRow, type MatrixPlan, matrixOf, planMatrix } from './conflictMatrix.ts';
import { recordConflicts } from './conflictRecorder.ts';
import type { MergeOutcomes } from './mergeOutcomes.ts';
import { PairForecast } from './pairForecast.ts';

export interface ConflictMonitorParts {
  readonly rows: RowStore;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly outcomes: MergeOutcomes;
  /** Name of the base in use; null where there is none. */
  readonly base: () => string | null;
  readonly log: Logger;
}

/** Branches become inactive by time alone. */
const lookAgainMilliseconds = 3_600_000;

/** Keeps the rows of conflicts true to the rows of branches: only pairs with a commit that is new are merged. */
export class ConflictMonitor {
  readonly #parts: ConflictMonitorParts;
  readonly #forecasting = new CoalescedTask(() => this.#forecast());
  readonly #pairs: PairForecast;
  readonly #ends: (() => void)[] = [];
  #closed = false;

  constructor(parts: ConflictMonitorParts) {
    this.#parts = parts;
    this.#pairs = new PairForecast(parts.outcomes);
  }

  /** Begins to compare, and to follow the branches. */
  start(): void {
    const { rows, configuration } = this.#parts;
    const clock = setInterval(() => this.#forecastSoon(), lookAgainMilliseconds).unref();
    this.#ends.push(
      () => clearInterval(clock),
      configuration.onChanged(() => this.#forecastSoon()),
      rows.onChanged(({ resource }) => {
        if (resource === 'branches') this.#forecastSoon();
      }),
    );
    this.#forecastSoon();
  }

  /** The matrix as far as it is known now; of one branch where it is named. */
  matrix(branch: string | undefined): ConflictMatrix {
    const plan = this.plan();
    return matrixOf(plan, this.#pairs.known(plan), branch);
  }

  /** What is compared now. */
  plan(): MatrixPlan {
    const { rows, configuration, base } = this.#parts;
    const { activeDays } = configuration.current.branches;
    return planMatrix({ base: base(), branches: rows.list('branches'), activeDays, now: Date.now() });
  }

  /** The base, and the branches that are compared with each other. */
  compared(): string[] {
    const { rows, configuration, base } = this.#parts;
    const { activeDays } = configuration.current.branches;
    const { active } = selectActive(rows.list('branches'), activeDays, Date.now());
    const names = active.map(({ name }) => name);
    const own = base();
    return own === null ? names : [own, ...names];
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const end of this.#ends) end();
    await this.#forecasting.idle();
  }

  #forecastSoon(): void {
    this.#forecasting
      .run()
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'conflicts cannot be forecast'));
  }

  /** Planned anew after each step, so that what moved meanwhile is not waited for. */
  async #forecast(): Promise<void> {
    this.#pairs.retryFailed();
    let plan = this.plan();
    while (!this.#closed && (await this.#pairs.step(plan))) plan = this.plan();
    if (!this.#closed && !plan.waiting) await this.#publish(plan);
  }

  async #publish(plan: MatrixPlan): Promise<void> {
    const { rows, commands } = this.#parts;
    const found = this.#pairs.known(plan);
    const conflicts = found.flatMap((pair) =>
      pair.outcome?.state === 'conflict' ? [conflictRow(pair, pair.outcome.files)] : [],
    );
    rows.replace('conflicts', new Map(conflicts.map((row) => [row.id, row])));
    const names = new Set(rows.list('branches').map(({ name }) => name));
    await recordConflicts(commands, plan, found, names);
  }
}
