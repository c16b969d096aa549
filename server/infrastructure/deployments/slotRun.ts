import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EventDraft } from '../events/subject.ts';
import type { DeploymentCommand } from './deploymentCommand.ts';
import { freePort, type HealthCheck, probeHealth } from './healthProbe.ts';
import type { RunningProgram, SlotDriver } from './slotDriver.ts';
import {
  type StartedProgram,
  slotFailed,
  slotHealthy,
  slotStarted,
  slotStopped,
  slotUnhealthy,
} from './slotSubject.ts';
import type { SlotWorkspace } from './slotWorkspace.ts';

export interface SlotRunParts {
  readonly driver: SlotDriver;
  readonly workspace: SlotWorkspace;
  readonly log: Logger;
  /** Time between checks of a healthy program. */
  readonly healthCheckMilliseconds: number;
  /** Records what happened, where it still follows from the state of the slot. */
  record(progress: EventDraft): Promise<void>;
  onCheck(check: HealthCheck): void;
}

export interface LaunchRequest {
  readonly commit: string;
  readonly deployment: DeploymentCommand;
  readonly healthTimeoutSeconds: number;
}

const startCheckMilliseconds = 100;
const failuresUntilUnhealthy = 3;

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
  #graceMilliseconds = 0;

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
    healthy: boolean,
  ): SlotRun {
    const run = new SlotRun(parts);
    run.#follow(program, started.stopTimeoutSeconds);
    run.#done = run.#guard(() => run.#keepWatch(started, healthy));
    return run;
  }

  /** Ends the program and removes its work tree; resolves when that is recorded. */
  async stop(): Promise<void> {
    this.#interrupted.abort();
    await this.#done;
    await this.#end(slotStopped);
  }

  /** Leaves the program running and forgets it. */
  async release(): Promise<void> {
    this.#interrupted.abort();
    await this.#done;
    this.#program?.release();
  }

  async #launch({ commit, deployment, healthTimeoutSeconds }: LaunchRequest): Promise<void> {
    const { driver, workspace, record } = this.#parts;
    await workspace.prepare(commit);
    const port = await freePort();
    if (this.#interrupted.signal.aborted) return;
    const program = await driver.start({
      command: deployment.command,
      folder: workspace.tree,
      environment: { ...deployment.environment, PORT: String(port) },
      log: workspace.log,
    });
    const { healthPath, stopTimeoutSeconds } = deployment;
    this.#follow(program, stopTimeoutSeconds);
    const started = { ...program.identity, port, log: workspace.log, healthPath, stopTimeoutSeconds };
    await record(slotStarted(started));
    await this.#becomeHealthy(started, healthTimeoutSeconds);
    await this.#keepWatch(started, true);
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

  async #becomeHealthy({ port, healthPath }: StartedProgram, timeoutSeconds: number): Promise<void> {
    const deadline = Date.now() + timeoutSeconds * 1000;
    for (;;) {
      const why = await this.#check(port, healthPath);
      if (this.#over.signal.aborted) throw await this.#endedError();
      if (why === undefined) break;
      if (Date.now() >= deadline)
        throw new Error(`The program was not healthy within ${timeoutSeconds} s: it ${why}.`);
      await this.#pause(startCheckMilliseconds);
    }
    await this.#parts.record(slotHealthy);
  }

  /** Checks until the run is over. */
  async #keepWatch({ port, healthPath }: StartedProgram, healthy: boolean): Promise<void> {
    let failures = healthy ? 0 : failuresUntilUnhealthy;
    for (;;) {
      const why = await this.#check(port, healthPath);
      if (this.#over.signal.aborted) throw await this.#endedError();
      if (why === undefined && failures >= failuresUntilUnhealthy) await this.#parts.record(slotHealthy);
      failures = why === undefined ? 0 : failures + 1;
      if (failures === failuresUntilUnhealthy)
        await this.#parts.record(slotUnhealthy(`The program ${why} ${failures} times in a row.`));
      await this.#pause(this.#parts.healthCheckMilliseconds);
    }
  }

  /** Why the program is not healthy now; undefined where it is. */
  async #check(port: number, healthPath: string): Promise<string | undefined> {
    if (this.#over.signal.aborted) return undefined;
    const { check, why } = await probeHealth(port, healthPath, this.#over.signal);
    if (!this.#over.signal.aborted) this.#parts.onCheck(check);
    await this.#parts.workspace.boundOutput();
    return why;
  }

  async #pause(milliseconds: number): Promise<void> {
    // An abort ends the pause early; whoever goes on looks at the signal.
    await delay(milliseconds, undefined, { signal: this.#over.signal, ref: false }).catch(() => {});
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
      if (!this.#interrupted.signal.aborted) await this.#end(slotFailed(sentence(error)));
    }
  }

  /** Nothing is left running before anybody is told; a stop asked for meanwhile is told by whoever stops. */
  async #end(outcome: EventDraft): Promise<void> {
    const { log, record } = this.#parts;
    await this.#clear().catch((error: unknown) => log.error({ err: error }, 'a slot cannot be cleared'));
    if (outcome.type === 'slot.failed' && this.#interrupted.signal.aborted) return;
    await record(outcome).catch((error: unknown) => log.error({ err: error }, 'a slot cannot be recorded'));
  }
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
