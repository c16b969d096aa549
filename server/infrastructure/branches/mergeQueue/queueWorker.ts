import type { Logger } from 'pino';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { Repository } from '../../git/repository.ts';
import { clause } from '../../sentence.ts';
import { type ConfiguredCheck, checksOf } from './queueChecks.ts';
import { checksObstacle, targetObstacle } from './queueObstacle.ts';
import { nextBatch } from './queueOrder.ts';
import type { QueueMember, Trial } from './queueState.ts';
import type { QueueStream } from './queueStream.ts';
import type { TrialRunner } from './trialRunner.ts';

export interface QueueWorkerParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly log: Logger;
  readonly queue: QueueStream;
  readonly runner: TrialRunner;
  /** Called when what the queue waits for is something else. */
  onWaiting(): void;
}

const lookAgainMilliseconds = 2000;
const longestPauseMilliseconds = 300_000;
/** Writing the files of the work tree anew costs more than the merges of a busy hour. */
const keepTreeMilliseconds = 600_000;

/** Works one queue off: one trial at a time, until nothing is left or something has to be waited for. */
export class QueueWorker {
  readonly #parts: QueueWorkerParts;
  readonly #working = new CoalescedTask(() => this.#work());
  readonly #closed = new AbortController();
  #testing: { readonly number: number; readonly superseded: AbortController } | undefined;
  #waiting: string | null = null;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #resolved = false;
  #restingSince: number | undefined;

  constructor(parts: QueueWorkerParts) {
    this.#parts = parts;
  }

  /** What keeps the queue from going on: a sentence; null where nothing does. */
  get waiting(): string | null {
    return this.#waiting;
  }

  /** Looks at the queue anew; to be called after anything it depends on has changed. */
  wake(): void {
    if (this.#closed.signal.aborted) return;
    const testing = this.#testing;
    if (testing && this.#parts.queue.state.trial?.number !== testing.number) testing.superseded.abort();
    this.#working
      .run()
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'a merge queue cannot go on'));
  }

  /** Ends a test under way; its branches are tested again when the service is back. */
  async close(): Promise<void> {
    this.#closed.abort();
    clearTimeout(this.#timer);
    this.#testing?.superseded.abort();
    await this.#working.idle();
    await this.#parts.runner.clear();
  }

  async #work(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      while (!this.#closed.signal.aborted && (await this.#step())) this.#failures = 0;
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      this.#parts.log.error({ err: error, target: this.#parts.queue.target }, 'a merge queue stopped');
      this.#failures += 1;
      this.#wait(`The queue stopped and tries again: ${clause(error)}`);
    }
  }

  /** Does the next thing; false where there is nothing to do now. */
  async #step(): Promise<boolean> {
    const { queue, runner } = this.#parts;
    const { trial } = queue.state;
    if (trial?.landing) {
      await runner.land(trial);
      return true;
    }
    if (trial || !this.#resolved) await runner.resolveInterrupted();
    this.#resolved = true;
    const batch = this.#nextBatch();
    const obstacle = batch.length === 0 ? undefined : await this.#obstacle(batch);
    if (batch.length === 0 || obstacle !== undefined) {
      this.#wait(obstacle ?? null);
      await this.#rest();
      return false;
    }
    this.#restingSince = undefined;
    this.#show(null);
    await this.#tryBatch(batch);
    return true;
  }

  #nextBatch(): QueueMember[] {
    const { queue, configuration } = this.#parts;
    return queue.state.paused ? [] : nextBatch(queue.state, configuration.current.mergeQueue.batchSize);
  }

  async #obstacle(batch: readonly QueueMember[]): Promise<string | undefined> {
    const { repository, commands, configuration, queue } = this.#parts;
    return (
      checksObstacle(commands, configuration.current, batch) ??
      (await targetObstacle(repository, configuration.current, queue.target))
    );
  }

  async #tryBatch(batch: readonly QueueMember[]): Promise<void> {
    const { runner, configuration, queue } = this.#parts;
    const teams = batch.map(({ team }) => team);
    const checks = checksOf(configuration.current, teams);
    const trial = await runner.start(batch, checks);
    if (!trial) return;
    await this.#test(trial, checks);
    const { trial: tested } = queue.state;
    if (tested?.landing) await runner.land(tested);
    if (checks.length > 0) await runner.endLeftovers();
  }

  async #test(trial: Trial, checks: readonly ConfiguredCheck[]): Promise<void> {
    const { runner, queue } = this.#parts;
    const superseded = new AbortController();
    this.#testing = { number: trial.number, superseded };
    const gone = queue.state.trial?.number !== trial.number;
    if (gone || this.#closed.signal.aborted) superseded.abort();
    try {
      await runner.test(trial, checks, superseded.signal);
    } finally {
      this.#testing = undefined;
    }
  }

  /** Keeps the work tree for what comes next, and removes it once nothing has come for a while. */
  async #rest(): Promise<void> {
    this.#restingSince ??= Date.now();
    const left = this.#restingSince + keepTreeMilliseconds - Date.now();
    if (left <= 0) await this.#parts.runner.clear();
    else if (this.#waiting === null) this.#timer = setTimeout(() => this.wake(), left).unref();
  }

  #wait(sentenceOrNull: string | null): void {
    this.#show(sentenceOrNull);
    if (sentenceOrNull === null) return;
    const pause = Math.min(lookAgainMilliseconds * 2 ** this.#failures, longestPauseMilliseconds);
    this.#timer = setTimeout(() => this.wake(), pause).unref();
  }

  #show(waiting: string | null): void {
    if (this.#waiting === waiting) return;
    this.#waiting = waiting;
    this.#parts.onWaiting();
  }
}
