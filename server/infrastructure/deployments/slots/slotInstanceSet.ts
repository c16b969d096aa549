import { setTimeout as delay } from 'node:timers/promises';
import { tellingLineOf } from '../../files/fileEnd.ts';
import { freePort } from '../../programs/freePort.ts';
import type { RunningProgram } from '../../programs/programDriver.ts';
import { sentence } from '../../sentence.ts';

import { healthEvent } from './healthEvent.ts';
import { NeverHealthy } from './neverHealthy.ts';
import { instanceFailed, instanceStarted, instanceStopped } from './slotEvents.ts';
import { type InstanceHistory, type StartedProgram, wantedInstances } from './slotHistory.ts';
import { SlotInstance } from './slotInstance.ts';
import { hostEnvironment, type Launch, slotProgram } from './slotProgram.ts';
import type { SlotRunParts } from './slotRunParts.ts';

const tryAgainMilliseconds = 2000;

/** A part of the work on instances: it rejects where none of them is left. */
export type InstanceWork = () => Promise<void>;

/** The programs of one revision in one slot: as many as are wanted. */
export class SlotInstanceSet {
  readonly #parts: SlotRunParts;
  /** The slot is stopped, or the service leaves it alone. */
  readonly #signal: AbortSignal;
  readonly #all = new Map<number, SlotInstance>();
  readonly #ports = new Set<number>();

  constructor(parts: SlotRunParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
  }

  /**
   * Starts all that are wanted and asks their checks until none is left.
   * @throws {Error} a sentence why one of them did not become healthy, or why the last one ended
   */
  async startAll(first: Launch): Promise<void> {
    const started: [SlotInstance, StartedProgram][] = [];
    for (const { instance } of wantedInstances(this.#parts.history())) {
      if (this.#signal.aborted) return;
      const port = instance === first.instance ? first.port : await this.#freePort();
      const one = this.#created(instance);
      started.push([one, await this.#start(one, { ...first, instance, port })]);
    }
    const { healthTimeoutSeconds } = first.recipe;
    await Promise.all(started.map(([one, program]) => this.#watch(one, program, healthTimeoutSeconds)));
  }

  /** Goes on with what an earlier run of the service started; tells what has ended since. */
  adopted(running: ReadonlyMap<number, RunningProgram>): InstanceWork[] {
    const { instances, recipe } = this.#parts.history();
    return instances.flatMap(({ instance, program, phase }) => {
      const found = running.get(instance);
      if (!program) return [];
      if (!found)
        return /^(healthy|unhealthy|unknown)$/.test(phase) ? [() => this.#missed(instance, program)] : [];
      const one = this.#created(instance);
      one.adopt(found, program.stopTimeoutSeconds, phase);
      const late = phase === 'starting' ? recipe?.healthTimeoutSeconds : undefined;
      return phase === 'stopping' ? [] : [() => this.#watch(one, program, late)];
    });
  }

  /** What there is to do so that as many run as are wanted. */
  pending(): InstanceWork[] {
    return this.#parts.history().instances.flatMap(({ instance, phase, program }) => {
      const known = this.#all.get(instance);
      if (phase === 'starting' && !known) {
        const one = this.#created(instance);
        return [() => this.#add(one)];
      }
      if (phase !== 'stopping' || known?.isLeaving === true) return [];
      const one = known ?? this.#created(instance);
      one.leave();
      return [() => this.#remove(one, program)];
    });
  }

  /** Resolves when no request is under way in any of them, none of which gets new ones. */
  async drainAll(): Promise<void> {
    const { history, drained } = this.#parts;
    const ports = history().instances.flatMap(({ program }) => program?.port ?? []);
    // A stop is not interrupted: the time to drain bounds it.
    await Promise.all(ports.map((port) => drained(port, new AbortController().signal)));
  }

  /**
   * Ends all; resolves when they are gone.
   * @throws {Error} a sentence why that is not known
   */
  async stopAll(): Promise<void> {
    const stopped = await Promise.allSettled([...this.#all.values()].map((one) => one.stop()));
    const failed = stopped.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Leaves all running and forgets them. */
  releaseAll(): void {
    for (const one of this.#all.values()) one.release();
  }

  /** Why nobody can say at the moment whether one of them runs; undefined where that is known. */
  outOfReach(): string | undefined {
    return [...this.#all.values()].map((one) => one.outOfReach()).find((why) => why !== undefined);
  }

  #created(instance: number): SlotInstance {
    const { record, onChecks } = this.#parts;
    const subject = () => this.#subject(instance);
    const one = new SlotInstance(instance, {
      ...this.#parts,
      signal: this.#signal,
      subject,
      limits: () => this.#parts.history().recipe?.limits ?? {},
      onHealth: (health) => record(healthEvent(instance, subject(), health)),
      onChecks: (checks) => onChecks(instance, checks),
    });
    this.#all.set(instance, one);
    return one;
  }

  /** Where there is only one, it needs no number. */
  #subject(instance: number): string {
    return this.#parts.history().instances.length > 1 ? `Instance ${instance}` : 'The program';
  }

  async #freePort(): Promise<number> {
    for (;;) {
      const port = await freePort();
      if (this.#ports.has(port)) continue;
      this.#ports.add(port);
      return port;
    }
  }

  async #start(one: SlotInstance, launch: Launch): Promise<StartedProgram> {
    const { workspace, record } = this.#parts;
    const { port, recipe } = launch;
    this.#ports.add(port);
    const { health, stopTimeoutSeconds } = recipe;
    const identity = await one.start(slotProgram(launch, workspace), stopTimeoutSeconds);
    const environment = hostEnvironment(launch, workspace);
    const log = workspace.outputLog(one.instance);
    const started = { identity, port, log, health, stopTimeoutSeconds, environment };
    await record(instanceStarted(one.instance, started));
    return started;
  }

  async #watch(one: SlotInstance, program: StartedProgram, timeoutSeconds?: number): Promise<void> {
    const why = await one.watch(program, timeoutSeconds);
    if (!one.isLeaving && !this.#signal.aborted) await this.#lose(one, why);
  }

  async #add(one: SlotInstance): Promise<void> {
    const started = await this.#startAdded(one).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    );
    if (started === undefined || one.isLeaving || this.#signal.aborted) return;
    if (started instanceof Error) await this.#lose(one, started);
    else await this.#watch(one, started, this.#parts.history().recipe?.healthTimeoutSeconds);
  }

  /** Undefined where nobody wants it any more. */
  async #startAdded(one: SlotInstance): Promise<StartedProgram | undefined> {
    const { slot, driver, workspace, history } = this.#parts;
    const { instance } = one;
    const { recipe, commit } = history();
    // What an earlier run of the service started without having recorded it.
    await driver.endLeftovers(workspace.tree, instance);
    const port = await this.#freePort();
    if (one.isLeaving || this.#signal.aborted || recipe === null || commit === null) return undefined;
    return this.#start(one, { slot, commit, recipe, instance, port, signal: this.#signal });
  }

  /**
   * Others go on without it.
   * @throws {Error} `why`, where there are none, or where the slot was not healthy before
   */
  async #lose(one: SlotInstance, why: Error): Promise<void> {
    const others = [...this.#all.values()].some((other) => other !== one && !other.isOver);
    if (!others || this.#parts.history().phase === 'starting') throw why;
    await this.#clear(one);
    const check = why instanceof NeverHealthy ? why.check : null;
    await this.#parts.record(instanceFailed(one.instance, sentence(why), check));
  }

  async #missed(instance: number, { log }: StartedProgram): Promise<void> {
    const line = await tellingLineOf(log);
    const words = line === undefined ? '' : ` Its last words: ${line}`;
    const reason = `Instance ${instance} exited while the service was away.${words}`;
    await this.#parts.record(instanceFailed(instance, reason, null));
  }

  async #remove(one: SlotInstance, program: InstanceHistory['program']): Promise<void> {
    if (program) await this.#parts.drained(program.port, this.#signal);
    if (await this.#clear(one)) await this.#parts.record(instanceStopped(one.instance));
  }

  /** Ends an instance and what it started, however long its driver is out of reach; false where that is nobody's task any more. */
  async #clear(one: SlotInstance): Promise<boolean> {
    const { driver, workspace, log } = this.#parts;
    while (!this.#signal.aborted)
      try {
        await one.stop();
        await driver.endLeftovers(workspace.tree, one.instance);
        this.#all.delete(one.instance);
        return true;
      } catch (error) {
        log.warn({ err: error }, 'an instance cannot be ended');
        await delay(tryAgainMilliseconds, undefined, { signal: this.#signal, ref: false }).catch(() => {});
      }
    return false;
  }
}
