import { rm } from 'node:fs/promises';
import { Mutex } from '../concurrency/mutex.ts';
import { withoutForeignFilters } from './foreignFilters.ts';
import { gitFailed, gitMessage } from './gitClient.ts';
import { gitWithInput } from './gitWithInput.ts';
import type { Repository } from './repository.ts';

/** Detached work trees of the repository, one git operation on them at a time. */
export class DetachedWorktrees {
  readonly #repository: Repository;
  readonly #mutex = new Mutex();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  add(folder: string, commit: string): Promise<void> {
    return this.#mutex.run(async () => {
      await this.#remove(folder);
      const { git, workTree } = this.#repository;
      const action = `check ${commit.slice(0, 10)} out`;
      const environment = await withoutForeignFilters(git).catch((error: unknown) => {
        throw gitFailed(action, error);
      });
      // Also where the person's own work tree is sparse: what runs here needs every file.
      const whole = ['-c', 'core.sparseCheckout=false'];
      const args = [...whole, 'worktree', 'add', '--quiet', '--detach', folder, commit];
      const { succeeded, complaint } = await gitWithInput(workTree, args, '', environment);
      if (!succeeded) throw gitFailed(action, complaint);
    });
  }

  remove(folder: string): Promise<void> {
    return this.#mutex.run(() => this.#remove(folder));
  }

  /**
   * Folder first: git forgets a work tree whose folder is gone, whatever was in it. Forced twice, because git locks a
   * work tree while it makes it, and the lock stays where both were killed. Never `prune`: it would forget a person's
   * work tree on a disk that is not there now.
   */
  async #remove(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    const { git } = this.#repository;
    await git.raw(['worktree', 'remove', '--force', '--force', folder]).catch((error: unknown) => {
      if (!/is not a working tree/.test(gitMessage(error))) throw error;
    });
  }
}
