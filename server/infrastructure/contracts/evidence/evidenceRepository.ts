import { blobText } from '../../git/blobText.ts';
import { fileBlobs } from '../../git/fileBlobs.ts';
import { gitWithInput } from '../../git/gitWithInput.ts';
import { type MergedHow, mergedInto } from '../../git/mergedPatches.ts';
import type { Repository } from '../../git/repository.ts';

export interface EvidenceRepositoryParts {
  readonly repository: Repository;
  /** Name of the base branch; null where there is none. */
  readonly base: () => string | null;
  /** Folder for what git writes to find out whether a branch is merged. */
  readonly scratch: string;
}

/** A file of a commit; `text` is null where it is binary or too large, and `why` says so. */
export interface CommittedFile {
  readonly text: string | null;
  readonly why: string | null;
  readonly blob: string;
}

/** Takes some 60 ms. */
const longestAnalysed = 1_000_000;

const objectId = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** What evidence asks of a repository. It reads objects and refs alone, never a work tree, and ends with its signal. */
export class EvidenceRepository {
  readonly #parts: EvidenceRepositoryParts;
  readonly #signal: AbortSignal;

  constructor(parts: EvidenceRepositoryParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
  }

  /** The base branch by name; null where there is none. */
  get base(): string | null {
    return this.#parts.base();
  }

  get repository(): Repository {
    return this.#parts.repository;
  }

  /** The commit a branch, tag or commit stands for; undefined where there is none. */
  async commit(revision: string): Promise<string | undefined> {
    const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    const answer = (await this.#git(asked))?.trim() ?? '';
    return objectId.test(answer) ? answer : undefined;
  }

  /** Whether a commit is reachable from another one. */
  async isAncestor(commit: string, of: string): Promise<boolean> {
    return (await this.#git(['merge-base', '--is-ancestor', commit, of])) !== undefined;
  }

  /** A branch that has the commit; undefined where it is on none any more. */
  async branchWith(commit: string): Promise<string | undefined> {
    const which = ['--count=1', '--format=%(refname:lstrip=2)', `--contains=${commit}`];
    const found = await this.#git(['for-each-ref', ...which, 'refs/heads', 'refs/remotes']);
    return found?.trim() || undefined;
  }

  /** Paths that a commit changed, of a merge against its first parent. */
  async touched(commit: string): Promise<string[]> {
    const options = ['-r', '-z', '--name-only', '--no-commit-id', '--root', '--diff-merges=first-parent'];
    const text = await this.#git(['diff-tree', ...options, '--end-of-options', commit, '--']);
    return (text ?? '').split('\0').filter((path) => path !== '');
  }

  /** How a branch has the work of a tip; undefined where it lacks some. */
  async mergedHow(into: string, tip: string): Promise<MergedHow> {
    const { repository, scratch } = this.#parts;
    return (await mergedInto(repository, into, [tip], scratch, this.#signal)).get(tip);
  }

  /** Undefined where the commit has no such file. */
  async file(commit: string, path: string): Promise<CommittedFile | undefined> {
    const { repository } = this.#parts;
    const [blob] = await fileBlobs(repository.workTree, [{ commit, path }]);
    if (blob === undefined) return undefined;
    const { text, why } = await blobText(repository, blob);
    return { text, why, blob };
  }

  /** Like `file`, without the text of what takes long to analyse: requests wait meanwhile. */
  async smallFile(commit: string, path: string): Promise<CommittedFile | undefined> {
    const found = await this.file(commit, path);
    if (found?.text === undefined || found.text === null || found.text.length <= longestAnalysed)
      return found;
    return { ...found, text: null, why: `It is longer than ${longestAnalysed} characters.` };
  }

  /** Output of git; undefined where it says no. */
  async #git(args: readonly string[]): Promise<string | undefined> {
    const { workTree } = this.#parts.repository;
    const { text, succeeded } = await gitWithInput(workTree, args, '', {}, this.#signal);
    return succeeded ? text : undefined;
  }
}
