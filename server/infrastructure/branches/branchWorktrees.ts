import { readdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandStore } from '../events/subject.ts';
import { withoutForeignFilters } from '../git/foreignFilters.ts';
import { gitMessage } from '../git/gitClient.ts';
import { gitWithInput } from '../git/gitWithInput.ts';
import type { Repository } from '../git/repository.ts';
import { listWorktrees } from '../git/worktreeList.ts';
import { Refusal } from '../refusal.ts';
import { worktreeAdded, worktreeFailed, worktreeRequested, worktreeSubject } from './worktreeSubject.ts';

export interface BranchWorktreesParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
}

/** Work trees of branches, e.g. one for each agent. No hook and no filter of the repository runs when one is made. */
export class BranchWorktrees {
  readonly #parts: BranchWorktreesParts;

  constructor(parts: BranchWorktreesParts) {
    this.#parts = parts;
  }

  /** Whether the branch is checked out somewhere: then a repeated request has what it asked for. */
  async has(branch: string): Promise<boolean> {
    return (await listWorktrees(this.#parts.repository)).some((one) => one.branch === branch);
  }

  /**
   * Where the work tree of a branch would be.
   * @param wanted a path, relative to the main work tree, or true for a folder of the branch's name
   * @throws {Refusal} `invalid-request`: something is there already, or it lies in git's own folder
   */
  async place(branch: string, wanted: string | true): Promise<string> {
    const { repository, configuration } = this.#parts;
    const [main] = await listWorktrees(repository);
    const root = main?.path ?? repository.workTree;
    const folder =
      configuration.current.branches.worktrees ?? path.join('..', `${path.basename(root)}-worktrees`);
    const place = wanted === true ? path.resolve(root, folder, branch) : path.resolve(root, wanted);
    if (isWithin(repository.commonFolder, place))
      throw new Refusal('invalid-request', `${place} lies in git's own folder; choose another place.`);
    if (!(await isFree(place)))
      throw new Refusal(
        'invalid-request',
        `${place} is there already; choose another place for the work tree.`,
      );
    return place;
  }

  /**
   * Checks the branch out in a new work tree. What is half made goes again.
   * @throws {Refusal} `git-failed`; the branch stays
   */
  async add(branch: string, place: string, actor: string): Promise<void> {
    const { commands } = this.#parts;
    await commands.execute(worktreeSubject, branch, () => [worktreeRequested(place)], { actor });
    const failure = await this.#addTree(branch, place);
    const outcome = failure === undefined ? worktreeAdded(place) : worktreeFailed(failure);
    await commands.execute(worktreeSubject, branch, () => [outcome], { actor });
    if (failure !== undefined)
      throw new Refusal(
        'git-failed',
        `The branch ${branch} is there, but git could not make its work tree ${place}: ${failure}`,
      );
  }

  /** Gives every intent without an outcome the outcome that git shows; what a crash left half made goes. */
  async resolveInterrupted(): Promise<void> {
    const { commands, repository } = this.#parts;
    for (const [branch, { state }] of commands.all(worktreeSubject)) {
      if (state.status !== 'adding') continue;
      const trees = await listWorktrees(repository);
      const place = await realpath(state.path).catch(() => state.path);
      const tree = trees.find((one) => one.path === place);
      const whole = tree !== undefined && !tree.unfinished;
      if (tree?.unfinished) await this.#remove(state.path);
      const outcome = whole
        ? worktreeAdded(state.path)
        : worktreeFailed('the service stopped before the work tree was made');
      await commands.execute(worktreeSubject, branch, () => [outcome], { actor: 'swarm' });
    }
  }

  /** What git complains of; undefined where it was content. */
  async #addTree(branch: string, place: string): Promise<string | undefined> {
    const { git, workTree } = this.#parts.repository;
    try {
      const environment = await withoutForeignFilters(git);
      const args = ['worktree', 'add', '--quiet', place, branch];
      const { succeeded, complaint } = await gitWithInput(workTree, args, '', environment);
      if (succeeded) return undefined;
      await this.#remove(place);
      return gitMessage(complaint);
    } catch (error) {
      return gitMessage(error);
    }
  }

  /** Only ever what git was making in a place that was free. */
  async #remove(place: string): Promise<void> {
    await rm(place, { recursive: true, force: true, maxRetries: 3 });
    const { git } = this.#parts.repository;
    await git.raw(['worktree', 'remove', '--force', '--force', place]).catch(() => {});
  }
}

function isWithin(folder: string, place: string): boolean {
  const relative = path.relative(folder, place);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

/** Absent, or an empty folder. */
async function isFree(place: string): Promise<boolean> {
  return readdir(place).then(
    (names) => names.length === 0,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}
