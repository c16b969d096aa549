import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SlotDriver } from '../deployments/slotDriver.ts';
import type { Worktrees } from '../deployments/slotWorkspace.ts';
import { withoutForeignFilters } from '../git/foreignFilters.ts';
import { gitFailed, gitMessage } from '../git/gitClient.ts';
import { gitWithInput } from '../git/gitWithInput.ts';
import type { Repository } from '../git/repository.ts';

const keptLogs = 40;

export interface TrialWorkspaceParts {
  readonly repository: Repository;
  readonly worktrees: Worktrees;
  readonly driver: SlotDriver;
  readonly stateFolder: string;
  readonly target: string;
}

/** The folder of a target's queue: the work tree of the result being tested, and what the checks printed. */
export class TrialWorkspace {
  readonly tree: string;
  readonly #logs: string;
  readonly #parts: TrialWorkspaceParts;
  /** The work tree is there and was made by this run of the service. */
  #made = false;

  constructor(parts: TrialWorkspaceParts) {
    this.#parts = parts;
    // A branch name may be longer than a folder's name can be.
    const name = createHash('sha256').update(parts.target).digest('hex').slice(0, 16);
    const folder = path.join(parts.stateFolder, 'queue', name);
    this.tree = path.join(folder, 'tree');
    this.#logs = path.join(folder, 'logs');
  }

  /**
   * Checks the commit out, with no file in the tree that is not of it. Only the files that differ from the result before
   * are written, because writing all of them costs more than everything else the queue does.
   * @param anew makes the work tree anew, whatever was there
   * @returns the tree that is checked out
   * @throws {Refusal} `git-failed`
   */
  async prepare(commit: string, anew: boolean): Promise<string> {
    await mkdir(this.#logs, { recursive: true, mode: 0o700 });
    await this.#removeOldLogs();
    if (anew || !this.#made || !(await this.#switchTo(commit))) {
      await this.#parts.worktrees.add(this.tree, commit);
      this.#made = true;
    }
    return (await this.#git(['rev-parse', 'HEAD^{tree}'])).trim();
  }

  /** Tracked files that are no longer as in the tree. */
  async changedFiles(tree: string): Promise<string[]> {
    const plain = ['--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
    const text = await this.#git(['diff', '--name-only', '-z', ...plain, tree]);
    return text.split('\0').filter((file) => file !== '');
  }

  log(trial: number, check: string, again: boolean): string {
    return path.join(this.#logs, `${trial}-${check}${again ? '-again' : ''}.log`);
  }

  /** Ends what was started in the work tree. */
  endLeftovers(): Promise<void> {
    return this.#parts.driver.endLeftovers(this.tree);
  }

  /** Removes the work tree and what runs in it; the output stays. Nothing happens where there is none. */
  async clear(): Promise<void> {
    if (!this.#made && !(await stat(this.tree).catch(() => undefined))) return;
    this.#made = false;
    await this.endLeftovers();
    await this.#parts.worktrees.remove(this.tree);
  }

  /** False where the work tree is not usable any more. */
  async #switchTo(commit: string): Promise<boolean> {
    try {
      await this.#git(['checkout', '--quiet', '--force', '--detach', '--no-recurse-submodules', commit]);
      await this.#git(['clean', '--quiet', '-ffdx']);
      return true;
    } catch {
      return false;
    }
  }

  async #git(args: readonly string[]): Promise<string> {
    const environment = await withoutForeignFilters(this.#parts.repository.git);
    const { text, complaint, succeeded } = await gitWithInput(this.tree, args, '', environment);
    if (!succeeded) throw gitFailed('look at the work tree of the merge queue', gitMessage(complaint));
    return text;
  }

  async #removeOldLogs(): Promise<void> {
    const names = await readdir(this.#logs);
    const newestFirst = names.sort((one, other) => Number.parseInt(other, 10) - Number.parseInt(one, 10));
    await Promise.all(newestFirst.slice(keptLogs).map((name) => rm(path.join(this.#logs, name))));
  }
}
