import path from 'node:path';
import type { Logger } from 'pino';
import type { Branch } from '../../protocol/branches.ts';
import { CoalescedTask } from '../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import { teamOfBranch } from '../configuration/teamOfBranch.ts';
import { FolderWatcher } from '../files/folderWatcher.ts';
import { type FoundBase, findBase } from '../git/baseBranch.ts';
import { type BranchReference, listBranches } from '../git/references.ts';
import type { Repository } from '../git/repository.ts';
import { listWorktrees, type Worktree } from '../git/worktreeList.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { BranchComparisons } from './branchComparisons.ts';
import { branchRow } from './branchRow.ts';
import { DirtyWorktrees } from './dirtyWorktrees.ts';
import { teamRows } from './teamRows.ts';

export interface BranchMonitorParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly rows: RowStore;
  readonly log: Logger;
  /** Existing folder for what merges write. */
  readonly scratch: string;
  /** Settled when comparing may begin, for which no list waits: at once by default. */
  readonly answering?: Promise<void>;
}

interface ReadRefs {
  readonly references: readonly BranchReference[];
  readonly found: FoundBase;
}

/** Keeps the rows of branches and teams true: lists at once, compares with the base afterwards, follows the refs. */
export class BranchMonitor {
  readonly #parts: BranchMonitorParts;
  readonly #comparisons: BranchComparisons;
  readonly #listing = new CoalescedTask(() => this.#list());
  readonly #baseListeners = new Set<() => void>();
  readonly #ends: (() => void)[] = [];
  readonly #dirty: DirtyWorktrees;
  #references: readonly BranchReference[] = [];
  #worktrees: ReadonlyMap<string, Worktree> = new Map();
  #found: FoundBase = { base: undefined, why: 'the branches are not read yet' };
  /** Whether the refs are to be read anew, too, when the work trees are listed. */
  #refsMoved = true;
  readonly #answering: Promise<void>;
  #comparing: Promise<void>;
  #superseded = new AbortController();

  constructor(parts: BranchMonitorParts) {
    this.#parts = parts;
    this.#answering = parts.answering ?? Promise.resolve();
    this.#comparing = this.#answering;
    this.#comparisons = new BranchComparisons(parts.repository, parts.scratch);
    this.#dirty = new DirtyWorktrees({
      ...parts,
      onChanged: () => this.#show(),
      onGone: () => this.#refreshSoon(),
    });
  }

  /** Follows refs and configuration, and lists; resolves with the first listing. */
  async start(): Promise<void> {
    const { repository, configuration } = this.#parts;
    this.#ends.push(configuration.onChanged(() => this.#refreshSoon()));
    await this.#watch(repository.commonFolder);
    if (repository.gitFolder !== repository.commonFolder) await this.#watch(repository.gitFolder);
    await this.refresh();
  }

  /** Name of the base in use; null where there is none. */
  get base(): string | null {
    return this.#found.base?.name ?? null;
  }

  /** Calls the listener when the base is another one. */
  onBaseChanged(listener: () => void): void {
    this.#baseListeners.add(listener);
  }

  /** Lists the branches anew; resolves once the rows show what git has now. */
  refresh(): Promise<void> {
    this.#refsMoved = true;
    return this.#listing.run();
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    this.#superseded.abort();
    await this.#listing.idle();
    await Promise.all([this.#comparing, this.#dirty.close()]);
  }

  async #watch(root: string): Promise<void> {
    const watcher = await FolderWatcher.start({
      root,
      descend: (relative) =>
        /^(refs|refs\/(heads|remotes)(\/.*)?|reftable|worktrees(\/[^/]+)?)$/.test(relative),
      accept: (relative) =>
        /^(HEAD$|packed-refs$|refs\/|reftable\/|worktrees\/[^/]+(\/HEAD)?$)/.test(relative) &&
        !relative.endsWith('.lock'),
      onChanged: (paths) => this.#followChange(paths),
      onError: (error) => this.#parts.log.warn({ err: error }, 'branches cannot be watched'),
    });
    this.#ends.push(() => watcher.close());
  }

  #followChange(paths: ReadonlySet<string>): void {
    // Every slot and every gate comes and goes with a work tree: no branch has moved then.
    if ([...paths].every((changed) => /^worktrees(\/|$)/.test(changed))) {
      this.#told(this.#listing.run());
      return;
    }
    this.#refreshSoon();
    // Where the work tree has no swarm.json, that of the base counts.
    this.#lookAtConfiguration();
  }

  #refreshSoon(): void {
    this.#told(this.refresh());
  }

  #told(listed: Promise<void>): void {
    listed.catch((error: unknown) => this.#parts.log.error({ err: error }, 'branches cannot be listed'));
  }

  #lookAtConfiguration(): void {
    const { configuration, log } = this.#parts;
    configuration
      .lookAgain()
      .catch((error: unknown) => log.error({ err: error }, 'the swarm.json of the base cannot be read'));
  }

  async #list(): Promise<void> {
    const refsMoved = this.#refsMoved;
    // What moves meanwhile asks for another listing.
    this.#refsMoved = false;
    try {
      const [worktrees, refs] = await Promise.all([
        listWorktrees(this.#parts.repository),
        refsMoved ? this.#readRefs() : undefined,
      ]);
      this.#take(worktrees, refs);
    } catch (error) {
      this.#refsMoved ||= refsMoved;
      throw error;
    }
  }

  async #readRefs(): Promise<ReadRefs> {
    const { repository, configuration } = this.#parts;
    const { git } = repository;
    const [references, found] = await Promise.all([
      listBranches(git),
      findBase(git, configuration.current.base),
    ]);
    return { references, found };
  }

  #take(worktrees: readonly Worktree[], refs: ReadRefs | undefined): void {
    const before = this.base;
    this.#worktrees = new Map(worktrees.map((one) => [one.branch ?? '', one]));
    if (refs) {
      this.#references = refs.references;
      this.#found = refs.found;
    }
    void this.#answering.then(() => this.#dirty.follow(worktrees));
    this.#show();
    if (this.base !== before) for (const listener of this.#baseListeners) listener();
    if (refs) this.#compareSoon();
  }

  #show(): void {
    const { configuration, rows } = this.#parts;
    const { teams } = configuration.current;
    const found = this.#found;
    const branches = this.#references.map((reference) =>
      branchRow(
        reference,
        teamOfBranch(reference.name, teams),
        found,
        found.base && this.#comparisons.get(found.base.commit, reference.commit),
        this.#worktreeOf(reference.name),
      ),
    );
    rows.replace('branches', new Map<string, Branch>(branches.map((row) => [row.name, row])));
    rows.replace('teams', teamRows(configuration.current, branches));
  }

  #worktreeOf(branch: string): (Worktree & { readonly dirty: number | null }) | undefined {
    const worktree = this.#worktrees.get(branch);
    return worktree && { ...worktree, dirty: this.#dirty.count(worktree.path) };
  }

  #compareSoon(): void {
    this.#superseded.abort();
    this.#superseded = new AbortController();
    const { signal } = this.#superseded;
    const { base } = this.#found;
    if (base === undefined) return;
    const tips = this.#references.map(({ commit }) => commit);
    this.#comparing = this.#comparing
      .then(async () => {
        if (signal.aborted) return;
        this.#comparisons.retain(base.commit, tips);
        await this.#comparisons.compare(base.commit, tips, () => this.#show(), signal);
      })
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'branches cannot be compared'));
  }
}

/** Where merges may write: removed and made again at every start, so that a crash leaves nothing. */
export function scratchFolder(stateFolder: string): string {
  return path.join(stateFolder, 'scratch');
}
