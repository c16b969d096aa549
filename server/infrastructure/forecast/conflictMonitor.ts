import type { Logger } from 'pino';
import type { ConflictMatrix } from '../../protocol/conflicts.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandStore } from '../events/subject.ts';
import type { MergeOutcome } from '../git/mergeForecast.ts';
import type { RowStore } from '../live/rowStore.ts';
import { CoalescedTask } from '../watching/coalescedTask.ts';
import type { BranchPair } from './branchPairs.ts';
import {
  conflictRow,
  type MatrixPlan,
  matrixOf,
  type PairOutcome,
  pairOutcomes,
  planMatrix,
} from './conflictMatrix.ts';
import { recordConflicts } from './conflictRecorder.ts';
import { type MergeOutcomes, pairsAtOnce } from './mergeOutcomes.ts';

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
  readonly #ends: (() => void)[] = [];
  /** Pairs that git could not merge this time. */
  #failed = new Map<string, MergeOutcome>();
  #closed = false;

  constructor(parts: ConflictMonitorParts) {
    this.#parts = parts;
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
    return matrixOf(plan, this.#outcomes(plan), branch);
  }

  /** What is compared now. */
  plan(): MatrixPlan {
    const { rows, configuration, base } = this.#parts;
    const { activeDays } = configuration.current.branches;
    return planMatrix({ base: base(), branches: rows.list('branches'), activeDays, now: Date.now() });
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
    const { outcomes } = this.#parts;
    this.#failed = new Map();
    while (!this.#closed) {
      const plan = this.plan();
      const missing = plan.pairs.filter((pair) => !this.#outcome(pair)).slice(0, pairsAtOnce);
      if (missing.length === 0) {
        if (!plan.waiting) await this.#publish(plan);
        return;
      }
      const found = await outcomes.compute(missing.map(({ commits }) => commits));
      for (const [index, pair] of missing.entries()) {
        const outcome = found[index];
        if (outcome && !outcomes.get(pair.commits)) this.#failed.set(failureKey(pair), outcome);
      }
    }
  }

  async #publish(plan: MatrixPlan): Promise<void> {
    const { rows, commands } = this.#parts;
    const found = this.#outcomes(plan);
    const conflicts = found.flatMap((pair) =>
      pair.outcome?.state === 'conflict' ? [conflictRow(pair, pair.outcome.files)] : [],
    );
    rows.replace('conflicts', new Map(conflicts.map((row) => [row.id, row])));
    const names = new Set(rows.list('branches').map(({ name }) => name));
    await recordConflicts(commands, plan, found, names);
  }

  #outcomes(plan: MatrixPlan): PairOutcome[] {
    return pairOutcomes(plan, (pair) => this.#outcome(pair));
  }

  #outcome(pair: BranchPair): MergeOutcome | undefined {
    return this.#parts.outcomes.get(pair.commits) ?? this.#failed.get(failureKey(pair));
  }
}

function failureKey({ commits }: BranchPair): string {
  return `${commits.base}:${commits.tip}`;
}
