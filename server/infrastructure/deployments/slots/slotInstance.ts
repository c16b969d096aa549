import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { InstanceState } from '../../../protocol/slots.ts';
import { tellingLineOf } from '../../files/fileEnd.ts';
import { boundOutput } from '../../programs/boundOutput.ts';
import { memoryWords } from '../../programs/memoryWords.ts';
import type { Program, ProgramDriver, RunningProgram } from '../../programs/programDriver.ts';
import { HealthWatch, type WatchedCheck } from '../health/healthWatch.ts';
import { probe } from '../health/probe.ts';
import { NeverHealthy } from './neverHealthy.ts';
import type { StartedProgram } from './slotHistory.ts';
import type { SlotWorkspace } from './slotWorkspace.ts';

/** What an instance turned into, after it was something else. */
export type InstanceHealth =
  | { readonly state: 'healthy' }
  | { readonly state: 'unhealthy'; readonly watch: HealthWatch }
  | { readonly state: 'unknown'; readonly reason: string };

export interface SlotInstanceParts {
  readonly driver: ProgramDriver;
  /** Runs the commands of a revision that are not its program. */
  readonly commandDriver: ProgramDriver;
  readonly workspace: SlotWorkspace;
  readonly log: Logger;
  /** Time between health checks that say none. */
  readonly healthCheckMilliseconds: number;
  /** The slot is stopped, or the service leaves it alone. */
  readonly signal: AbortSignal;
  /** What it is called in a sentence. */
  subject(): string;
  /** What it may use of the machine. */
  limits(): NonNullable<Program['limits']>;
  onHealth(health: InstanceHealth): Promise<void>;
  onChecks(checks: readonly WatchedCheck[]): void;
}

/** One program of a slot, from its start to its end. */
export class SlotInstance {
  readonly instance: number;
  readonly #parts: SlotInstanceParts;
  /** It ended, or nobody wants to know any more: no more checks. */
  readonly #over = new AbortController();
  #program: RunningProgram | undefined;
  #ending: string | undefined;
  #graceMilliseconds = 0;
  #isLeaving = false;
  /** State that the log has for it. */
  #recorded: InstanceState = 'starting';

  constructor(instance: number, parts: SlotInstanceParts) {
    this.instance = instance;
    this.#parts = parts;
    if (parts.signal.aborted) this.#over.abort();
    parts.signal.addEventListener('abort', () => this.#over.abort(), { once: true });
  }

  /** Whether it is on its way out because somebody wants that. */
  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** Whether it has ended, or is about to be. */
  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** @throws {Error} a sentence why it cannot be started */
  async start(program: Program, stopTimeoutSeconds: number): Promise<RunningProgram['identity']> {
    const running = await this.#parts.driver.start(program);
    this.#follow(running, stopTimeoutSeconds);
    return running.identity;
  }

  /** Goes on with a program that an earlier run of the service started. */
  adopt(program: RunningProgram, stopTimeoutSeconds: number, state: InstanceState): void {
    this.#recorded = state;
    this.#follow(program, stopTimeoutSeconds);
  }

  /**
   * Asks the checks until it is over; a start that is given a time has to be healthy by then.
   * @returns why it is over
   */
  async watch(started: StartedProgram, timeoutSeconds?: number): Promise<Error> {
    const { signal } = this.#over;
    const watch = this.#healthWatch(started);
    const watching = watch.run();
    const late =
      timeoutSeconds === undefined
        ? undefined
        : delay(timeoutSeconds * 1000, 'late' as const, { signal, ref: false }).catch(() => undefined);
    const first = await Promise.race([watching, ...(late ? [late] : [])]);
    const isLate = first === 'late' && this.#recorded === 'starting';
    if (isLate) this.#over.abort();
    await watching;
    return isLate
      ? new NeverHealthy(this.#parts.subject(), timeoutSeconds ?? 0, watch)
      : this.#endedError(started);
  }

  /** Looks at it no more: it is to be stopped. */
  leave(): void {
    this.#isLeaving = true;
    this.#over.abort();
  }

  /**
   * Ends it; resolves when it is gone.
   * @throws {Error} a sentence why that is not known
   */
  async stop(): Promise<void> {
    this.leave();
    await this.#program?.stop(this.#graceMilliseconds);
    this.#program?.release();
    this.#program = undefined;
  }

  /** Leaves it running and forgets it. */
  release(): void {
    this.#program?.release();
  }

  outOfReach(): string | undefined {
    return this.#program?.outOfReach();
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

  #healthWatch({ health, port, environment, log }: StartedProgram): HealthWatch {
    const { commandDriver, workspace, healthCheckMilliseconds } = this.#parts;
    const place = { folder: workspace.tree, log: workspace.checkLog(this.instance) };
    const target = { port, driver: commandDriver, environment, ...place };
    return new HealthWatch({
      checks: health,
      probe: (check, signal) => probe(check, target, signal),
      periodMilliseconds: healthCheckMilliseconds,
      healthy: this.#recorded === 'healthy',
      signal: this.#over.signal,
      onAnswer: async (watch) => {
        this.#parts.onChecks(watch.checks);
        await this.#tellHealth(watch);
        await boundOutput(log);
      },
    });
  }

  async #tellHealth(watch: HealthWatch): Promise<void> {
    const reason = this.outOfReach();
    const state = watch.healthy ? 'healthy' : reason === undefined ? 'unhealthy' : 'unknown';
    if (state === this.#recorded || (this.#recorded === 'starting' && state !== 'healthy')) return;
    this.#recorded = state;
    const { onHealth } = this.#parts;
    if (watch.healthy) await onHealth({ state: 'healthy' });
    else await onHealth(reason === undefined ? { state: 'unhealthy', watch } : { state: 'unknown', reason });
  }

  async #endedError({ log, identity }: StartedProgram): Promise<Error> {
    const { limits, signal, subject } = this.#parts;
    const ending = this.#ending ?? 'ended';
    const line = signal.aborted ? undefined : await tellingLineOf(log);
    // The engine says by itself that a container used too much.
    const starved = 'pid' in identity ? await memoryWords(limits(), ending, log) : '';
    return new Error(`${subject()} ${ending}${starved}${line === undefined ? '' : `: ${line}`}`);
  }
}
