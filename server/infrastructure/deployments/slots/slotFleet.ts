import path from 'node:path';
import type { Logger } from 'pino';
import type { Slot } from '../../../protocol/slots.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { DetachedWorktrees } from '../../git/detachedWorktrees.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import type { ProgramDrivers } from '../../programs/programDriver.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { SlotTraffic } from '../traffic/trafficBook.ts';
import { decideProgress } from './decideProgress.ts';
import { decideScale } from './decideScale.ts';
import { decideStart, decideStop } from './decideSlot.ts';
import type { DeploymentCommand } from './deploymentCommand.ts';
import { adoptSlot, clearSlot } from './recoverSlot.ts';
import { SlotCheckBook } from './slotCheckBook.ts';
import { judgedInstances, type SlotHistory } from './slotHistory.ts';
import { SlotReleases } from './slotReleases.ts';
import { inForce, reservationSubject } from './slotReservation.ts';
import { configuredSlots, slotRow } from './slotRow.ts';
import { SlotRun } from './slotRun.ts';
import type { SlotRunParts } from './slotRunParts.ts';
import { slotSubject } from './slotSubject.ts';
import { SlotWorkspace, slotsWithTree } from './slotWorkspace.ts';

export interface SlotFleetParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly drivers: ProgramDrivers;
  readonly log: Logger;
  readonly stateFolder: string;
  readonly healthCheckMilliseconds: number;
  /** How requests reach a slot. */
  trafficOf(id: string): SlotTraffic;
  /** Resolves when no request is under way any more on a port of a slot that gets no new ones, or when their time is over. */
  drained(id: string, port: number, signal: AbortSignal): Promise<void>;
}

/** What a start may be told besides the revision. */
export interface StartOptions {
  /** The commit that the revision stood for when it was asked for: it may be another one by now. */
  readonly commit?: string;
  /** How many instances it begins with, where others follow later (default: all that swarm.json wants). */
  readonly instances?: number;
  /** What runs it, where that is not what swarm.json says now: a release comes back as it was. */
  readonly command?: DeploymentCommand | undefined;
  /** Awaited when the release is built, before its program is started. */
  readonly beforeProgram?: () => Promise<void>;
}

/** All slots: starts and stops what runs in them and keeps their rows true. */
export class SlotFleet {
  readonly #parts: SlotFleetParts;
  readonly #slotsFolder: string;
  readonly #worktrees: DetachedWorktrees;
  readonly #runs = new Map<string, SlotRun>();
  readonly checks = new SlotCheckBook();
  readonly releases: SlotReleases;
  /** Work that ends programs: the service waits for it before it stops. */
  readonly #endings = new Set<Promise<void>>();
  readonly #unsubscribe: () => void;

  constructor(parts: SlotFleetParts) {
    this.#parts = parts;
    this.releases = new SlotReleases(parts);
    this.#slotsFolder = path.join(parts.stateFolder, 'slots');
    this.#worktrees = new DetachedWorktrees(parts.repository);
    this.#unsubscribe = parts.configuration.onChanged(() => this.#showAll());
  }

  /** Shows the slots and finds again what runs; what was left half done is ended afterwards. */
  async recover(): Promise<void> {
    this.#showAll();
    const { commands, log } = this.#parts;
    for (const id of new Set([...this.#busy(), ...(await slotsWithTree(this.#slotsFolder))])) {
      const { state } = commands.get(slotSubject, id);
      const parts = this.#runParts(id, state.driver);
      const run = await adoptSlot(parts, state);
      if (run) this.#runs.set(id, run);
      else
        this.#finish(
          clearSlot(parts, state).catch((error: unknown) =>
            log.error({ err: error, slot: id }, 'a slot cannot be cleared'),
          ),
        );
    }
  }

  /**
   * Starts a revision; answers once that is recorded, the outcome follows.
   * @throws {Refusal} `not-found`, `no-deployment-configured`, `not-allowed`, `command-not-approved`, `slot-busy`, `resource-conflict`, `unknown-revision`
   */
  async start(
    id: string,
    revision: string,
    meta: CommandMeta,
    { commit: pinned, command, instances: first, beforeProgram }: StartOptions = {},
  ): Promise<Slot> {
    const { commands, repository } = this.#parts;
    const commit = await resolveCommit(repository.git, pinned ?? revision);
    const release = await this.releases.facts(this.#checkedId(id), commit, command);
    const { deployment, recipe } = release;
    const facts = { ...release, revision, commit, instances: first ?? recipe.instances };
    let decided = false;
    const decide = (state: SlotHistory) => {
      const drafts = decideStart(state, facts);
      decided = true;
      return drafts;
    };
    await commands.execute(slotSubject, id, decide, meta);
    // A repeated request decides nothing: what it asked for is under way or over.
    if (decided && commit !== undefined) {
      this.checks.delete(id);
      const request = { commit, deployment, recipe, beforeProgram };
      this.#runs.set(id, SlotRun.launch(this.#runParts(id, deployment.driver), request));
    }
    return this.#shown(id);
  }

  /**
   * Stops what runs; answers once that is recorded.
   * @param drain whether what is under way in a slot that had requests until now is let end before its programs are
   * @throws {Refusal} `not-found`
   */
  async stop(id: string, meta: CommandMeta, { drain = false } = {}): Promise<Slot> {
    const { commands, rows } = this.#parts;
    if (!rows.get('slots', id)) this.#checkedId(id);
    const { state } = await commands.execute(slotSubject, id, decideStop, meta);
    const run = this.#runs.get(id);
    // A stop that was out of reach can be asked for again, also after a restart of the service.
    if (state.phase === 'stopping')
      this.#finish(run ? run.stop(drain) : clearSlot(this.#runParts(id, state.driver), state));
    return this.#shown(id);
  }

  /**
   * Wants another number of instances in a slot that is up; answers once that is recorded. Those that are too many are
   * drained before they are stopped.
   * @throws {Refusal} `slot-busy`
   */
  async scale(id: string, instances: number, meta: CommandMeta): Promise<void> {
    await this.#parts.commands.execute(slotSubject, id, (state) => decideScale(id, state, instances), meta);
    this.#runs.get(id)?.scale();
    this.#shown(id);
  }

  /** Shows a slot as it is now: to be called when its traffic is different. */
  show(id: string): void {
    this.#shown(id);
  }

  /** Whether a program runs in a slot, or is about to. */
  running(): boolean {
    return this.#busy().length > 0;
  }

  /** Ends all programs. */
  async endAll(): Promise<void> {
    await Promise.all([...this.#runs.values()].map((run) => run.stop()));
  }

  /** Finishes the stops under way and leaves the other programs running. */
  async close(): Promise<void> {
    this.#unsubscribe();
    await Promise.all([...this.#runs.values()].map((run) => run.release()));
    await Promise.all(this.#endings);
  }

  #finish(ending: Promise<void>): void {
    const tracked = ending.finally(() => this.#endings.delete(tracked));
    this.#endings.add(tracked);
  }

  #checkedId(id: string): string {
    if (configuredSlots(this.#parts.configuration.current).includes(id)) return id;
    throw new Refusal('not-found', `swarm.json declares no slot ${id}.`);
  }

  #runParts(id: string, driver: keyof ProgramDrivers): SlotRunParts {
    const { commands, drivers, healthCheckMilliseconds, log, drained } = this.#parts;
    return {
      slot: id,
      driver: drivers[driver],
      commandDriver: drivers.process,
      workspace: new SlotWorkspace(this.#worktrees, this.#slotsFolder, id),
      log,
      healthCheckMilliseconds,
      history: () => commands.get(slotSubject, id).state,
      drained: (port, signal) => drained(id, port, signal),
      record: async (progress) => {
        const decide = (state: SlotHistory) => decideProgress(state, progress);
        const { state } = await commands.execute(slotSubject, id, decide, { actor: 'swarm' });
        this.checks.keep(id, judgedInstances(state));
        this.#shown(id);
      },
      onChecks: (instance, checks) => {
        const { state } = commands.get(slotSubject, id);
        if (judgedInstances(state).includes(instance)) this.checks.set(id, instance, checks);
        this.#shown(id);
      },
    };
  }

  #row(id: string): Slot {
    const { commands, trafficOf } = this.#parts;
    const { state } = commands.get(slotSubject, id);
    const reservation = inForce(commands.get(reservationSubject, id).state, Date.now());
    return { ...slotRow(id, state, this.checks.rows(id)), reservation, ...trafficOf(id) };
  }

  #shown(id: string): Slot {
    const row = this.#row(id);
    // What is declared no longer goes once nothing runs in it.
    if (this.#ids().includes(id)) this.#parts.rows.set('slots', id, row);
    else this.#parts.rows.delete('slots', id);
    return row;
  }

  #showAll(): void {
    this.#parts.rows.replace('slots', new Map(this.#ids().map((id) => [id, this.#row(id)])));
  }

  #ids(): string[] {
    return [...new Set([...configuredSlots(this.#parts.configuration.current), ...this.#busy()])];
  }

  #busy(): string[] {
    const states = [...this.#parts.commands.all(slotSubject)];
    return states.filter(([, { state }]) => !/^(idle|failed)$/.test(state.phase)).map(([id]) => id);
  }
}
