import { copyFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DetachedWorktrees } from '../../git/detachedWorktrees.ts';
import { withoutForeignFilters } from '../../git/foreignFilters.ts';
import { gitFailed, gitMessage } from '../../git/gitClient.ts';
import { gitWithInput } from '../../git/gitWithInput.ts';
import type { Repository } from '../../git/repository.ts';

/** What git has to look at to see every change of a file, whatever the repository's configuration says. */
const watchful = [
  'core.sparseCheckout=false',
  'core.trustctime=true',
  'core.checkStat=default',
  'core.ignoreStat=false',
  'core.untrackedCache=false',
  'submodule.recurse=false',
].flatMap((setting) => ['-c', setting]);

export interface TrialTreeParts {
  readonly repository: Repository;
  readonly worktrees: DetachedWorktrees;
  /** Existing folder that the work tree and its index lie in. */
  readonly folder: string;
}

interface MadeTree {
  /** Git's own folder of the work tree, and what was in it at first. */
  readonly gitFolder: string;
  readonly names: ReadonlySet<string>;
}

/**
 * The work tree that results are tested in, brought from one to the next by the difference of their trees: writing all
 * files costs more than everything else the queue does, above all on ext4 right after as many were removed. Its index
 * lies beside it, so that nothing a check does with git keeps a changed file from being seen.
 */
export class TrialTree {
  readonly folder: string;
  readonly #index: string;
  readonly #parts: TrialTreeParts;
  /** Undefined until this run of the service has made it. */
  #made: MadeTree | undefined;

  constructor(parts: TrialTreeParts) {
    this.#parts = parts;
    this.folder = path.join(parts.folder, 'tree');
    this.#index = path.join(parts.folder, 'index');
  }

  /**
   * Checks the commit out, with no file that is not of it.
   * @param anew makes the work tree anew, whatever was there
   * @returns the tree that is checked out
   * @throws {Refusal} `git-failed`
   */
  async checkOut(commit: string, anew: boolean): Promise<string> {
    if (anew || !(await this.#bringTo(commit))) await this.#make(commit);
    const { text, complaint, succeeded } = await this.#git(['rev-parse', 'HEAD^{tree}'], {});
    if (!succeeded) throw gitFailed('look at the work tree of the merge queue', gitMessage(complaint));
    return text.trim();
  }

  /**
   * Tracked files that are no longer as in the tree.
   * @throws {Refusal} `git-failed`
   */
  async changedFiles(tree: string): Promise<string[]> {
    const plain = ['--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
    const { text, complaint, succeeded } = await this.#git(['diff', '--name-only', '-z', ...plain, tree]);
    if (!succeeded) throw gitFailed('look at the work tree of the merge queue', gitMessage(complaint));
    return text.split('\0').filter((file) => file !== '');
  }

  /** Whether there is something to remove: of this run of the service, or of one that was killed. */
  async exists(): Promise<boolean> {
    return this.#made !== undefined || (await isThere(this.folder));
  }

  async remove(): Promise<void> {
    this.#made = undefined;
    await this.#parts.worktrees.remove(this.folder);
    await this.#removeIndex();
  }

  async #make(commit: string): Promise<void> {
    this.#made = undefined;
    await this.#removeIndex();
    await this.#parts.worktrees.add(this.folder, commit);
    const link = await readFile(path.join(this.folder, '.git'), 'utf8');
    const gitFolder = path.resolve(this.folder, link.replace(/^gitdir: /, '').trimEnd());
    await copyFile(path.join(gitFolder, 'index'), this.#index);
    this.#made = { gitFolder, names: new Set(await readdir(gitFolder)) };
  }

  /** False where the work tree cannot be used any more: it is made anew then. */
  async #bringTo(commit: string): Promise<boolean> {
    // Checks fill the folders of submodules, which git then leaves alone.
    if (!this.#made || (await isThere(path.join(this.folder, '.gitmodules')))) return false;
    const environment = await withoutForeignFilters(this.#parts.repository.git);
    const succeeds = async (...args: string[]) => (await this.#git(args, environment)).succeeded;
    try {
      await this.#removeForeign(this.#made);
      const checkout = ['checkout', '--quiet', '--force', '--detach', '--no-recurse-submodules'];
      if (!(await succeeds(...checkout, commit))) return false;
      const clean =
        (await this.#isClean(environment)) ||
        ((await succeeds('clean', '--quiet', '-ffdx')) && (await this.#isClean(environment)));
      if (!clean) return false;
      await copyFile(this.#index, path.join(this.#made.gitFolder, 'index'));
      return true;
    } catch {
      return false;
    }
  }

  /** What a check's own git has left in git's folder of the work tree: a rebase under way, a lock, settings. */
  async #removeForeign({ gitFolder, names }: MadeTree): Promise<void> {
    const foreign = (await readdir(gitFolder)).filter((name) => !names.has(name));
    await Promise.all(
      foreign.map((name) => rm(path.join(gitFolder, name), { recursive: true, force: true })),
    );
  }

  /** Whether HEAD, index and files are one, and there is no other file. */
  async #isClean(environment: Readonly<Record<string, string>>): Promise<boolean> {
    const everything = ['--porcelain', '-z', '--no-renames', '--untracked-files=all', '--ignored'];
    const status = await this.#git(['status', ...everything, '--ignore-submodules=all'], environment);
    return status.succeeded && status.text === '';
  }

  async #git(args: readonly string[], environment?: Readonly<Record<string, string>>) {
    const harmless = environment ?? (await withoutForeignFilters(this.#parts.repository.git));
    return gitWithInput(this.folder, [...watchful, ...args], '', {
      ...harmless,
      GIT_INDEX_FILE: this.#index,
    });
  }

  async #removeIndex(): Promise<void> {
    await Promise.all([this.#index, `${this.#index}.lock`].map((file) => rm(file, { force: true })));
  }
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
