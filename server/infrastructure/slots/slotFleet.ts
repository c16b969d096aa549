import path from 'node:path';
import type { Logger } from 'pino';
import type { Slot, SlotCheck } from '../../protocol/slots.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import type { RowStore } from '../live/rowStore.ts';
import { approvalSubject } from '../programs/commandApproval.ts';
import type { ProgramDrivers } from '../programs/programDriver.ts';
import { Refusal } from '../refusal.ts';
import type { SlotTraffic } from '../traffic/trafficBook.ts';
import { decideProgress, decideStart, decideStop } from './decideSlot.ts';
import { type DeploymentCommand, deploymentCommand, deploymentOf } from './deploymentCommand.ts';
import { dockerfileContent } from './dockerfileContent.ts';
import { adoptSlot, clearSlot } from './recoverSlot.ts';
import { resourceConflicts } from './resourceConflicts.ts';
import { configuredSlots, slotRow } from './slotRow.ts';
import { SlotRun, type SlotRunParts } from './slotRun.ts';
import { type SlotHistory, slotSubject } from './slotSubject.ts';
import { SlotWorkspace, slotsWithTree, Worktrees } from './slotWorkspace.ts';

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
}

/** All slots: starts and stops what runs in them and keeps their rows true. */
export class SlotFleet {
  readonly #parts: SlotFleetParts;
  readonly #slotsFolder: string;
  readonly #worktrees: Worktrees;
  readonly #runs = new Map<string, SlotRun>();
  readonly #checks = new Map<string, SlotCheck[]>();
  /** Work that ends programs: the service waits for it before it stops. */
  readonly #endings = new Set<Promise<void>>();
  readonly #unsubscribe: () => void;

  constructor(parts: SlotFleetParts) {
    this.#parts = parts;
    this.#slotsFolder = path.join(parts.stateFolder, 'slots');
    this.#worktrees = new Worktrees(parts.repository);
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
  async start(id: string, revision: string, meta: CommandMeta): Promise<Slot> {
    const { commands, configuration, repository } = this.#parts;
    const [environment = '', team = ''] = this.#checkedId(id).split('/');
    const commit = await resolveCommit(repository.git, revision);
    const deployment = await this.#commandAt(team, commit);
    const { environments, teams } = configuration.current;
    const { healthTimeoutSeconds = 30 } = environments[environment] ?? {};
    const allowedEnvironments = teams[team]?.environments;
    const conflicts = resourceConflicts(configuration.current, team);
    const { approved } = commands.get(approvalSubject, deployment.hash).state;
    const facts = { id, deployment, approved, allowedEnvironments, conflicts, revision, commit };
    let decided = false;
    const decide = (state: SlotHistory) => {
      const drafts = decideStart(state, facts);
      decided = true;
      return drafts;
    };
    await commands.execute(slotSubject, id, decide, meta);
    // A repeated request decides nothing: what it asked for is under way or over.
    if (decided && commit !== undefined) {
      this.#checks.delete(id);
      const request = { commit, deployment, healthTimeoutSeconds };
      this.#runs.set(id, SlotRun.launch(this.#runParts(id, deployment.driver), request));
    }
    return this.#shown(id);
  }

  /**
   * What runs for a team at a revision (that which is checked out where none is named).
   * @throws {Refusal} `not-found`, `no-deployment-configured`
   */
  async command(team: string, revision = 'HEAD'): Promise<DeploymentCommand> {
    return this.#commandAt(team, await resolveCommit(this.#parts.repository.git, revision));
  }

  async #commandAt(team: string, commit: string | undefined): Promise<DeploymentCommand> {
    const { repository, configuration } = this.#parts;
    const { dockerfile } = deploymentOf(configuration.current, team).container ?? {};
    const content =
      dockerfile === undefined || commit === undefined
        ? undefined
        : await dockerfileContent(repository, commit, dockerfile);
    return deploymentCommand(configuration.current, team, content);
  }

  /**
   * Stops what runs; answers once that is recorded.
   * @throws {Refusal} `not-found`
   */
  async stop(id: string, meta: CommandMeta): Promise<Slot> {
    const { commands, rows } = this.#parts;
    if (!rows.get('slots', id)) this.#checkedId(id);
    const { state } = await commands.execute(slotSubject, id, decideStop, meta);
    const run = this.#runs.get(id);
    // A stop that was out of reach can be asked for again, also after a restart of the service.
    if (state.phase === 'stopping')
      this.#finish(run ? run.stop() : clearSlot(this.#runParts(id, state.driver), state));
    return this.#shown(id);
  }

  /** Shows a slot as it is now: to be called when its traffic is different. */
  show(id: string): void {
    this.#shown(id);
  }

  /** Whether a program runs in a slot, or is about to. */
  running(): boolean {
    return this.#busy().length > 0;
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
    const { commands, drivers, healthCheckMilliseconds, log } = this.#parts;
    return {
      slot: id,
      driver: drivers[driver],
      commandDriver: drivers.process,
      workspace: new SlotWorkspace(this.#worktrees, this.#slotsFolder, id),
      log,
      healthCheckMilliseconds,
      record: async (progress) => {
        const decide = (state: SlotHistory) => decideProgress(state, progress);
        await commands.execute(slotSubject, id, decide, { actor: 'swarm' });
        this.#shown(id);
      },
      onChecks: (checks) => {
        this.#checks.set(id, checks);
        this.#shown(id);
      },
    };
  }

  #row(id: string): Slot {
    const { state } = this.#parts.commands.get(slotSubject, id);
    return { ...slotRow(id, state, this.#checks.get(id)), ...this.#parts.trafficOf(id) };
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
