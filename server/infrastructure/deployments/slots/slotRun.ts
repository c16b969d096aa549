import type { EventDraft } from '../../events/subject.ts';
import { freePort } from '../../programs/freePort.ts';
import type { RunningProgram } from '../../programs/programDriver.ts';
import { sentence } from '../../sentence.ts';
import { buildRelease } from './buildRelease.ts';
import type { DeploymentCommand } from './deploymentCommand.ts';

import { NeverHealthy } from './neverHealthy.ts';
import type { ReleaseRecipe } from './releaseRecipe.ts';
import { buildStarted, slotBuilt, slotFailed, slotStopped, slotUnknown } from './slotEvents.ts';
import { type InstanceWork, SlotInstanceSet } from './slotInstanceSet.ts';
import { hostEnvironment } from './slotProgram.ts';
import type { SlotRunParts } from './slotRunParts.ts';

export interface LaunchRequest {
  readonly commit: string;
  readonly deployment: DeploymentCommand;
  readonly recipe: ReleaseRecipe;
  /** Awaited between build and start. */
  readonly beforeProgram: (() => Promise<void>) | undefined;
}

/** One revision in one slot, from its start to its end. */
export class SlotRun {
  readonly #parts: SlotRunParts;
  /** Somebody wants the run to end: it is stopped, or the service leaves it alone. */
  readonly #interrupted = new AbortController();
  readonly #instances: SlotInstanceSet;
  readonly #work = new Set<Promise<void>>();
  #failing: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  private constructor(parts: SlotRunParts) {
    this.#parts = parts;
    this.#instances = new SlotInstanceSet(parts, this.#interrupted.signal);
  }

  /** Starts a revision; the outcome is recorded. */
  static launch(parts: SlotRunParts, request: LaunchRequest): SlotRun {
    const run = new SlotRun(parts);
    run.#begin(() => run.#launch(request));
    return run;
  }

  /** Goes on with programs that an earlier run of the service started. */
  static resume(parts: SlotRunParts, running: ReadonlyMap<number, RunningProgram>): SlotRun {
    const run = new SlotRun(parts);
    for (const work of run.#instances.adopted(running)) run.#begin(work);
    run.scale();
    return run;
  }

  /** Starts and stops instances until as many run as are wanted by now. */
  scale(): void {
    if (this.#interrupted.signal.aborted || this.#failing) return;
    for (const work of this.#instances.pending()) this.#begin(work);
  }

  /**
   * Ends the programs and removes the work tree; resolves when that, or why it is not known, is recorded.
   * @param drain whether requests under way are let end before
   */
  stop(drain = false): Promise<void> {
    this.#interrupted.abort();
    this.#stopping ??= this.#idle()
      .then(() => (drain ? this.#instances.drainAll() : undefined))
      .then(() => this.#end(slotStopped))
      .finally(() => {
        this.#stopping = undefined;
      });
    return this.#stopping;
  }

  /** Leaves the programs running and forgets them. */
  async release(): Promise<void> {
    this.#interrupted.abort();
    await this.#idle();
    this.#instances.releaseAll();
  }

  async #launch({ commit, deployment, recipe, beforeProgram }: LaunchRequest): Promise<void> {
    const { driver, workspace, slot } = this.#parts;
    const { signal } = this.#interrupted;
    // What an earlier run could not end because it was out of reach.
    await driver.endLeftovers(workspace.tree);
    await workspace.prepare(commit);
    const port = await freePort();
    if (signal.aborted) return;
    const first = { slot, commit, recipe, instance: 0, port, signal };
    await this.#build(deployment, hostEnvironment(first, workspace));
    await beforeProgram?.();
    if (!signal.aborted) await this.#instances.startAll(first);
  }

  async #build(deployment: DeploymentCommand, environment: Record<string, string>): Promise<void> {
    const { commandDriver, workspace, record } = this.#parts;
    // The build or the pull of an image follows with the start, and is told in the same file.
    if (deployment.build ?? deployment.container) await record(buildStarted(workspace.buildLog));
    if (!deployment.build) return;
    const began = performance.now();
    const { signal } = this.#interrupted;
    await buildRelease({ driver: commandDriver, deployment, workspace, environment, signal });
    await record(slotBuilt(Math.round(performance.now() - began)));
  }

  #begin(work: InstanceWork): void {
    const done = work()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => this.#work.delete(done));
    this.#work.add(done);
  }

  async #idle(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  /** Several instances may be the last one at a time: the first that says so ends the run. */
  #fail(error: unknown): Promise<void> {
    if (this.#interrupted.signal.aborted) return Promise.resolve();
    const check = error instanceof NeverHealthy ? error.check : null;
    this.#failing ??= this.#end(slotFailed(sentence(error), check));
    return this.#failing;
  }

  async #clear(): Promise<void> {
    const { driver, workspace } = this.#parts;
    await this.#instances.stopAll();
    await driver.endLeftovers(workspace.tree);
    await workspace.clear();
  }

  /** Nothing is left running before anybody is told; a stop asked for meanwhile is told by whoever stops. */
  async #end(outcome: EventDraft): Promise<void> {
    const { log, record } = this.#parts;
    const problem = await this.#clear().then(
      () => undefined,
      (error: unknown) => {
        log.error({ err: error }, 'a slot cannot be cleared');
        return sentence(error);
      },
    );
    if (outcome.type === 'slot.failed' && this.#interrupted.signal.aborted) return;
    const isLost = outcome.type === 'slot.stopped' && problem !== undefined;
    const told = isLost && this.#instances.outOfReach() !== undefined;
    await record(told ? slotUnknown(problem) : outcome).catch((error: unknown) =>
      log.error({ err: error }, 'a slot cannot be recorded'),
    );
  }
}
