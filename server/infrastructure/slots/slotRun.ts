import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { FailedCheck, SlotState } from '../../protocol/slots.ts';
import type { EventDraft } from '../events/subject.ts';
import { HealthWatch, type WatchedCheck } from '../health/healthWatch.ts';
import { probe } from '../health/probe.ts';
import { freePort } from '../programs/freePort.ts';
import type { ProgramDriver, RunningProgram } from '../programs/programDriver.ts';
import { buildRelease } from './buildRelease.ts';
import type { DeploymentCommand } from './deploymentCommand.ts';
import { NeverHealthy } from './neverHealthy.ts';
import { failedCheck } from './slotChecks.ts';
import { hostEnvironment, slotProgram } from './slotProgram.ts';
import {
  buildStarted,
  type StartedProgram,
  slotBuilt,
  slotFailed,
  slotHealthy,
  slotStarted,
  slotStopped,
  slotUnhealthy,
  slotUnknown,
} from './slotSubject.ts';
import type { SlotWorkspace } from './slotWorkspace.ts';

export interface SlotRunParts {
  /** `environment/team/slot`. */
  readonly slot: string;
  readonly driver: ProgramDriver;
  /** Runs the commands of a revision that are not its program. */
  readonly commandDriver: ProgramDriver;
  readonly workspace: SlotWorkspace;
  readonly log: Logger;
  /** Time between health checks that say none. */
  readonly healthCheckMilliseconds: number;
  /** Records what happened, where it still follows from the state of the slot. */
  record(progress: EventDraft): Promise<void>;
  onChecks(checks: readonly WatchedCheck[]): void;
}

export interface LaunchRequest {
  readonly commit: string;
  readonly deployment: DeploymentCommand;
  readonly healthTimeoutSeconds: number;
  /** Awaited between build and start. */
  readonly beforeProgram: (() => Promise<void>) | undefined;
}

/** One revision in one slot, from its start to its end. */
export class SlotRun {
  readonly #parts: SlotRunParts;
  /** Somebody wants the run to end: it is stopped, or the service leaves it alone. */
  readonly #interrupted = new AbortController();
  /** The program ended, or the run is interrupted: no more checks. */
  readonly #over = new AbortController();
  #program: RunningProgram | undefined;
  #ending: string | undefined;
  #done: Promise<void> = Promise.resolve();
  #stopping: Promise<void> | undefined;
  #graceMilliseconds = 0;
  /** State that the log has for the program. */
  #recorded: SlotState = 'starting';

  private constructor(parts: SlotRunParts) {
    this.#parts = parts;
    this.#interrupted.signal.addEventListener('abort', () => this.#over.abort(), { once: true });
  }

  /** Starts a revision; the outcome is recorded. */
  static launch(parts: SlotRunParts, request: LaunchRequest): SlotRun {
    const run = new SlotRun(parts);
    run.#done = run.#guard(() => run.#launch(request));
    return run;
  }

  /** Goes on with a program that an earlier run of the service started. */
  static resume(
    parts: SlotRunParts,
    program: RunningProgram,
    started: StartedProgram,
    state: SlotState,
  ): SlotRun {
    const run = new SlotRun(parts);
    run.#recorded = state;
    run.#follow(program, started.stopTimeoutSeconds);
    run.#done = run.#guard(() => run.#watch(started));
    return run;
  }

  /** Ends the program and removes its work tree; resolves when that, or why it is not known, is recorded. */
  stop(): Promise<void> {
    this.#interrupted.abort();
    this.#stopping ??= this.#done
      .then(() => this.#end(slotStopped))
      .finally(() => {
        this.#stopping = undefined;
      });
    return this.#stopping;
  }

  /** Leaves the program running and forgets it. */
  async release(): Promise<void> {
    this.#interrupted.abort();
    await this.#done;
    this.#program?.release();
  }

  async #launch({ commit, deployment, healthTimeoutSeconds, beforeProgram }: LaunchRequest): Promise<void> {
    const { driver, workspace, record, slot } = this.#parts;
    const { signal } = this.#interrupted;
    // What an earlier run could not end because it was out of reach.
    await driver.endLeftovers(workspace.tree);
    await workspace.prepare(commit);
    const port = await freePort();
    if (signal.aborted) return;
    const launch = { slot, commit, deployment, port, signal };
    const environment = hostEnvironment(launch, deployment.environment, workspace);
    await this.#build(deployment, environment);
    await beforeProgram?.();
    if (signal.aborted) return;
    const program = await driver.start(slotProgram(launch, workspace));
    const { health, stopTimeoutSeconds } = deployment;
    this.#follow(program, stopTimeoutSeconds);
    const { identity } = program;
    const started = { identity, port, log: workspace.log, health, stopTimeoutSeconds, environment };
    await record(slotStarted(started));
    await this.#watch(started, healthTimeoutSeconds);
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

  #follow(program: RunningProgram, stopTimeoutSeconds: number): void {
    this.#program = program;
    this.#graceMilliseconds = stopTimeoutSeconds * 1000;
    program.ended
      .then((ending) => {
        this.#ending = ending;
        this.#over.abort();
      })
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'a program cannot be followed'));
  }

  /** Asks the checks until the run is over; a start that is given a time has to be healthy by then. */
  async #watch(started: StartedProgram, timeoutSeconds?: number): Promise<never> {
    const { signal } = this.#over;
    const watch = this.#healthWatch(started);
    const watching = watch.run();
    const late =
      timeoutSeconds === undefined
        ? undefined
        : delay(timeoutSeconds * 1000, 'late' as const, { signal, ref: false }).catch(() => undefined);
    if (
      (await Promise.race([watching, ...(late ? [late] : [])])) === 'late' &&
      this.#recorded === 'starting'
    ) {
      this.#over.abort();
      await watching;
      throw new NeverHealthy(timeoutSeconds ?? 0, watch);
    }
    await watching;
    throw await this.#endedError();
  }

  #healthWatch({ health, port, environment }: StartedProgram): HealthWatch {
    const { commandDriver, workspace, healthCheckMilliseconds } = this.#parts;
    const { tree: folder, folder: logs } = workspace;
    const target = { port, driver: commandDriver, folder, environment, logs };
    return new HealthWatch({
      checks: health,
      probe: (check, signal) => probe(check, target, signal),
      periodMilliseconds: healthCheckMilliseconds,
      healthy: this.#recorded === 'healthy',
      signal: this.#over.signal,
      onAnswer: async (watch) => {
        this.#parts.onChecks(watch.checks);
        await this.#recordHealth(watch);
        await workspace.boundOutput();
      },
    });
  }

  async #recordHealth(watch: HealthWatch): Promise<void> {
    const outOfReach = this.#program?.outOfReach();
    const state = watch.healthy ? 'healthy' : outOfReach === undefined ? 'unhealthy' : 'unknown';
    if (state === this.#recorded || (this.#recorded === 'starting' && state !== 'healthy')) return;
    this.#recorded = state;
    await this.#parts.record(
      state === 'healthy'
        ? slotHealthy
        : outOfReach === undefined
          ? unhealthy(watch)
          : slotUnknown(outOfReach),
    );
  }

  async #endedError(): Promise<Error> {
    const line = this.#interrupted.signal.aborted ? undefined : await this.#parts.workspace.lastLine();
    return new Error(`The program ${this.#ending ?? 'ended'}${line === undefined ? '' : `: ${line}`}`);
  }

  async #clear(): Promise<void> {
    const { driver, workspace } = this.#parts;
    await this.#program?.stop(this.#graceMilliseconds);
    this.#program?.release();
    this.#program = undefined;
    await driver.endLeftovers(workspace.tree);
    await workspace.clear();
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#interrupted.signal.aborted) return;
      const check = error instanceof NeverHealthy ? error.check : null;
      await this.#end(slotFailed(sentence(error), check));
    }
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
    const told = outcome.type === 'slot.stopped' && problem !== undefined && this.#program?.outOfReach();
    await record(told ? slotUnknown(problem) : outcome).catch((error: unknown) =>
      log.error({ err: error }, 'a slot cannot be recorded'),
    );
  }
}

function unhealthy(watch: HealthWatch): EventDraft {
  const { failure } = watch;
  const check: FailedCheck | null = failure ? failedCheck(failure) : null;
  return slotUnhealthy(`The program ${failure?.why ?? 'fails a check'}${watch.timesInARow}.`, check);
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
