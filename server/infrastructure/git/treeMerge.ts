import { access, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeAttributeFiles } from './attributeFiles.ts';
import { gitFailed, gitMessage } from './gitClient.ts';
import { type GitOutput, gitWithInput } from './gitWithInput.ts';
import { isMachineTrouble } from './machineTrouble.ts';
import { mergeEnvironment } from './mergeEnvironment.ts';
import { resolveAsRecorded } from './recordedResolutions.ts';
import type { Repository } from './repository.ts';

/** A merge without a work tree: a tree to commit, or why there is none. */
export type TreeMergeOutcome =
  | { readonly kind: 'clean'; readonly tree: string }
  | {
      readonly kind: 'conflict';
      /** Tree whose conflicting files have markers: to be looked at, never to be committed. */
      readonly markedTree: string;
      readonly files: string[];
      /** What git says of each conflict. */
      readonly details: string[];
    }
  | { readonly kind: 'failed'; readonly why: string };

/** Name, address and date of a commit, as git takes them. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** `@<seconds> <zone>`; now where it is absent. */
  readonly date?: string;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/**
 * Merges and commits into the repository's objects alone: no ref, index or work tree is touched. Its git folder is an
 * empty one, so that no configuration and no merge driver of the repository has a say; attributes are those of one commit.
 */
export class TreeMerge {
  readonly #folder: string;
  readonly #tree: string;
  readonly #resolved = new Set<string>();
  readonly #environment: Readonly<Record<string, string>>;

  readonly #recorded: string | undefined;

  private constructor(
    folder: string,
    tree: string,
    environment: Readonly<Record<string, string>>,
    recorded: string | undefined,
  ) {
    this.#folder = folder;
    this.#tree = tree;
    this.#environment = environment;
    this.#recorded = recorded;
  }

  /**
   * @param commit whose attributes count
   * @param recorded git's folder of recorded resolutions, where conflicts are to be resolved by them
   */
  static async open(
    repository: Repository,
    commit: string,
    scratch: string,
    recorded?: string,
  ): Promise<TreeMerge> {
    const folder = await realpath(await mkdtemp(path.join(scratch, 'queue-')));
    const tree = path.join(folder, 'tree');
    const gitFolder = path.join(folder, 'git');
    await Promise.all([mkdir(tree), mkdir(gitFolder)]);
    const [environment] = await Promise.all([
      mergeEnvironment(repository, gitFolder, commit),
      writeAttributeFiles(repository, commit, tree),
    ]);
    const objects = path.join(repository.commonFolder, 'objects');
    const own = { ...environment, GIT_WORK_TREE: tree, GIT_OBJECT_DIRECTORY: objects };
    return new TreeMerge(folder, tree, own, recorded);
  }

  /** Files whose conflicts were resolved as recorded so far. */
  get resolved(): readonly string[] {
    return [...this.#resolved];
  }

  /** @throws {Refusal} `git-failed` where the machine is the reason, e.g. a full disk: trying again can help */
  async merge(ours: string, theirs: string): Promise<TreeMergeOutcome> {
    const outcome = await this.#merge(ours, theirs);
    if (outcome.kind !== 'conflict' || this.#recorded === undefined) return outcome;
    const ground = {
      gitFolder: path.join(this.#folder, 'git'),
      workTree: this.#tree,
      recorded: this.#recorded,
      run: (args: readonly string[], input?: string) => this.run(args, input),
    };
    const found = await resolveAsRecorded(ground, ours, theirs);
    if (!found) return outcome;
    for (const file of found.files) this.#resolved.add(file);
    return { kind: 'clean', tree: found.tree };
  }

  async #merge(ours: string, theirs: string): Promise<TreeMergeOutcome> {
    const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--messages', ours, theirs];
    const { text, complaint, succeeded } = await this.run(args);
    const [tree = '', ...fields] = text.split('\0');
    if (!/^[0-9a-f]{40,64}$/.test(tree)) {
      if (isMachineTrouble(complaint)) throw gitFailed('merge', complaint);
      return { kind: 'failed', why: `${gitMessage(complaint)}${await this.#shallowHint(complaint)}` };
    }
    if (succeeded) return { kind: 'clean', tree };
    const end = fields.indexOf('');
    const details = fields.slice(end).filter((field) => /^CONFLICT .*\n$/.test(field));
    return {
      kind: 'conflict',
      markedTree: tree,
      files: fields.slice(0, end),
      details: details.map((line) => line.trim()),
    };
  }

  async #shallowHint(complaint: string): Promise<string> {
    if (!complaint.includes('unrelated histories')) return '';
    const file = this.#environment['GIT_SHALLOW_FILE'] ?? '';
    const isShallow = await access(file).then(
      () => true,
      () => false,
    );
    return isShallow
      ? '; this clone is shallow, so the commit they have in common may be missing: run git fetch --unshallow'
      : '';
  }

  /** @throws {Refusal} `git-failed` where git cannot write, e.g. on a full disk */
  async commit({ tree, parents, message, author, committer }: NewCommit): Promise<string> {
    const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])];
    const { text, complaint, succeeded } = await this.run(args, message, {
      ...signatureOf('AUTHOR', author),
      ...signatureOf('COMMITTER', committer),
    });
    if (!succeeded) throw gitFailed('commit what it merged', complaint);
    return text.trim();
  }

  run(args: readonly string[], input = '', more: Readonly<Record<string, string>> = {}): Promise<GitOutput> {
    return gitWithInput(this.#tree, args, input, { ...this.#environment, ...more });
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function signatureOf(who: 'AUTHOR' | 'COMMITTER', { name, email, date }: Signature): Record<string, string> {
  return {
    [`GIT_${who}_NAME`]: name,
    [`GIT_${who}_EMAIL`]: email,
    ...(date === undefined ? {} : { [`GIT_${who}_DATE`]: date }),
  };
}
