import type { Logger } from 'pino';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandStore } from '../events/subject.ts';
import { type BaseBranch, findBase } from '../git/baseBranch.ts';
import type { Repository } from '../git/repository.ts';
import type { Protection } from '../protection/protection.ts';
import { BranchChanges } from './branchChanges.ts';
import { BranchCleanup } from './branchCleanup.ts';
import { BranchCreator } from './branchCreator.ts';
import { BranchDeleter } from './branchDeleter.ts';
import type { BranchMonitor } from './branchMonitor.ts';
import { BranchRestorer } from './branchRestorer.ts';
import { BranchSync } from './branchSync.ts';
import { BranchWorktrees } from './branchWorktrees.ts';
import { expireKeptBranches } from './keptBranches.ts';
import { MergePlanner } from './mergePlanner.ts';
import type { RemoteOperations } from './remote/remoteOperations.ts';

/** A service may run for weeks. */
const expireMilliseconds = 3_600_000;

export interface BranchOperationsParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly monitor: BranchMonitor;
  readonly protection: Protection;
  readonly remote: RemoteOperations;
  readonly log: Logger;
  /** Existing folder for what git writes to find something out. */
  readonly scratch: string;
}

/** Everything that can be done to branches. They share the order in which a branch is changed. */
export class BranchOperations {
  readonly repository: Repository;
  readonly creator: BranchCreator;
  readonly deleter: BranchDeleter;
  readonly restorer: BranchRestorer;
  readonly cleanup: BranchCleanup;
  readonly syncing: BranchSync;
  readonly planner: MergePlanner;
  readonly #configuration: ConfigurationFile;
  readonly #commands: CommandStore;
  readonly #log: Logger;
  readonly #changes: BranchChanges;
  readonly #worktrees: BranchWorktrees;
  #clock: NodeJS.Timeout | undefined;
  #expiring: Promise<void> = Promise.resolve();

  constructor(parts: BranchOperationsParts) {
    this.repository = parts.repository;
    this.#configuration = parts.configuration;
    this.#commands = parts.commands;
    this.#log = parts.log;
    this.#changes = new BranchChanges(parts.repository, parts.commands);
    this.#worktrees = new BranchWorktrees(parts);
    const shared = { ...parts, changes: this.#changes, worktrees: this.#worktrees };
    this.creator = new BranchCreator(shared);
    this.deleter = new BranchDeleter(shared);
    this.restorer = new BranchRestorer(shared);
    this.syncing = new BranchSync(shared);
    this.planner = new MergePlanner(parts);
    this.cleanup = new BranchCleanup({ ...parts, deleter: this.deleter });
  }

  /**
   * Ends what a crash interrupted; forgets deleted branches that were kept long enough, from then on.
   * @param answering settled when what no list waits for may begin
   */
  async start(answering: Promise<void>): Promise<void> {
    await this.#changes.resolveInterrupted();
    await this.#worktrees.resolveInterrupted();
    void answering.then(() => this.#expire());
    this.#clock = setInterval(() => this.#expire(), expireMilliseconds).unref();
  }

  /** What branches are compared with now; undefined where there is nothing. */
  async base(): Promise<BaseBranch | undefined> {
    return (await findBase(this.repository.git, this.#configuration.current.base)).base;
  }

  async close(): Promise<void> {
    clearInterval(this.#clock);
    await this.#expiring;
  }

  #expire(): void {
    this.#expiring = expireKeptBranches(this.repository, this.#commands).catch((error: unknown) =>
      this.#log.error({ err: error }, 'deleted branches cannot be let go'),
    );
  }
}
