import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DetachedWorktrees } from '../../git/detachedWorktrees.ts';
import type { Repository } from '../../git/repository.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';
import { TrialTree } from './trialTree.ts';

const keptLogs = 40;

export interface TrialWorkspaceParts {
  readonly repository: Repository;
  readonly worktrees: DetachedWorktrees;
  readonly driver: ProgramDriver;
  readonly stateFolder: string;
  readonly target: string;
}

/** The folder of a target's queue: the work tree of the result being tested, and what the checks printed. */
export class TrialWorkspace {
  readonly #tree: TrialTree;
  readonly #logs: string;
  readonly #driver: ProgramDriver;

  constructor({ repository, worktrees, driver, stateFolder, target }: TrialWorkspaceParts) {
    // A branch name may be longer than a folder's name can be.
    const name = createHash('sha256').update(target).digest('hex').slice(0, 16);
    const folder = path.join(stateFolder, 'queue', name);
    this.#tree = new TrialTree({ repository, worktrees, folder });
    this.#logs = path.join(folder, 'logs');
    this.#driver = driver;
  }

  /** The folder that checks run in. */
  get folder(): string {
    return this.#tree.folder;
  }

  /**
   * Checks the commit out, with no file in the tree that is not of it.
   * @param anew makes the work tree anew, whatever was there
   * @returns the tree that is checked out
   * @throws {Refusal} `git-failed`
   */
  async prepare(commit: string, anew: boolean): Promise<string> {
    await mkdir(this.#logs, { recursive: true, mode: 0o700 });
    await this.#removeOldLogs();
    return this.#tree.checkOut(commit, anew);
  }

  /** Tracked files that are no longer as in the tree. */
  changedFiles(tree: string): Promise<string[]> {
    return this.#tree.changedFiles(tree);
  }

  log(trial: number, check: string, again: boolean): string {
    return path.join(this.#logs, `${trial}-${check}${again ? '-again' : ''}.log`);
  }

  /** Ends what was started in the work tree. */
  endLeftovers(): Promise<void> {
    return this.#driver.endLeftovers(this.folder);
  }

  /** Removes the work tree and what runs in it; the output stays. Nothing happens where there is none. */
  async clear(): Promise<void> {
    if (!(await this.#tree.exists())) return;
    await this.endLeftovers();
    await this.#tree.remove();
  }

  async #removeOldLogs(): Promise<void> {
    const names = await readdir(this.#logs);
    const newestFirst = names.sort((one, other) => Number.parseInt(other, 10) - Number.parseInt(one, 10));
    await Promise.all(newestFirst.slice(keptLogs).map((name) => rm(path.join(this.#logs, name))));
  }
}
