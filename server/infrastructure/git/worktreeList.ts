import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Repository } from './repository.ts';

/** A work tree as git knows it. */
export interface Worktree {
  readonly path: string;
  /** The first one, which the repository came with. */
  readonly main: boolean;
  /** What its head stands at; empty where that is not known. */
  readonly commit: string;
  /** Short name of the branch checked out; undefined where the head is detached. */
  readonly branch: string | undefined;
  /** The folder is gone: removed by hand, or on a disk that is not there. */
  readonly missing: boolean;
  /** Git was ended while it made it. */
  readonly unfinished: boolean;
}

/** A work tree that needs a branch to stay, and what for. */
export interface BranchHolder extends Worktree {
  readonly how: 'checked out' | 'being rebased' | 'being bisected';
}

/** Times between looks, in milliseconds: one that is just being made or removed has half of its files. */
const lookAgain = [5, 20, 80, 320];

/** All work trees, the main one first. */
export async function listWorktrees(repository: Repository): Promise<Worktree[]> {
  const text = await worktreeList(repository);
  return text
    .split('\0\0')
    .filter((record) => record !== '')
    .map((record, index) => parseWorktree(record.split('\0'), index === 0));
}

/** Git lists none where it cannot read what it keeps of one of them. */
async function worktreeList({ git }: Repository): Promise<string> {
  const list = () => git.raw(['worktree', 'list', '--porcelain', '-z']);
  for (const milliseconds of lookAgain)
    try {
      return await list();
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('failed to read'))) throw error;
      await delay(milliseconds);
    }
  return list();
}

function parseWorktree(fields: readonly string[], main: boolean): Worktree {
  const value = (name: string) =>
    fields.find((field) => field === name || field.startsWith(`${name} `))?.slice(name.length + 1);
  return {
    // Git writes slashes on Windows, too.
    path: path.normalize(value('worktree') ?? ''),
    main,
    commit: value('HEAD') ?? '',
    branch: value('branch')?.replace(/^refs\/heads\//, ''),
    missing: value('prunable') !== undefined,
    unfinished: value('locked') === 'initializing',
  };
}

/** The work trees that hold branches, by the branch's name: deleting or moving it would break what is done there. */
export async function branchHolders(repository: Repository): Promise<ReadonlyMap<string, BranchHolder>> {
  const worktrees = await listWorktrees(repository);
  const holders = new Map<string, BranchHolder>();
  for (const worktree of worktrees)
    if (worktree.branch !== undefined) holders.set(worktree.branch, { ...worktree, how: 'checked out' });
  for (const folder of await gitFolders(repository)) {
    const held = await interruptedBranch(folder.gitFolder);
    if (held === undefined || holders.has(held.branch)) continue;
    const worktree = worktrees.find((one) =>
      folder.tree === undefined ? one.main : one.path === folder.tree,
    );
    if (worktree) holders.set(held.branch, { ...worktree, how: held.how });
  }
  return holders;
}

interface GitFolder {
  readonly gitFolder: string;
  /** Root of the linked work tree; undefined for the main one. */
  readonly tree: string | undefined;
}

async function gitFolders({ commonFolder }: Repository): Promise<GitFolder[]> {
  const linked = path.join(commonFolder, 'worktrees');
  const names = await readdir(linked).catch(() => []);
  const folders = names.map(async (name) => {
    const gitFolder = path.join(linked, name);
    const file = await readFile(path.join(gitFolder, 'gitdir'), 'utf8').catch(() => '');
    return { gitFolder, tree: path.dirname(path.resolve(gitFolder, file.trim())) };
  });
  return [{ gitFolder: commonFolder, tree: undefined }, ...(await Promise.all(folders))];
}

const interruptions = [
  ['rebase-merge/head-name', 'being rebased'],
  ['rebase-apply/head-name', 'being rebased'],
  ['BISECT_START', 'being bisected'],
] as const;

/** The branch that a rebase or bisection will come back to; the head is detached until then. */
async function interruptedBranch(
  gitFolder: string,
): Promise<{ branch: string; how: BranchHolder['how'] } | undefined> {
  for (const [file, how] of interruptions) {
    const text = await readFile(path.join(gitFolder, file), 'utf8').catch(() => '');
    const branch = text.trim().replace(/^refs\/heads\//, '');
    if (branch !== '') return { branch, how };
  }
  return undefined;
}
