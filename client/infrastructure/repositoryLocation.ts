import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { runGit } from './gitProcess.ts';

/** A git repository as the window sees it. All worktrees of a repository share one common directory. */
export interface RepositoryLocation {
  /** Root of the work tree the folder lies in. */
  readonly root: string;
  /** Root of the main work tree, whose swarm.json counts for all; the same where there is none. */
  readonly mainRoot: string;
  /** Where git keeps what all worktrees share; identifies the repository. */
  readonly commonDirectory: string;
}

/** Why a folder has no repository: a sentence. */
export interface NoRepository {
  readonly problem: string;
}

/** Finds the repository of a folder with git itself; only for trusted workspaces, since git reads its configuration. */
export async function locateRepository(folder: string): Promise<RepositoryLocation | NoRepository> {
  try {
    const stdout = await runGit(folder, ['rev-parse', '--show-toplevel', '--git-common-dir', '--git-dir']);
    const [top = '', ...directories] = stdout.trimEnd().split('\n');
    const absolute = directories.map((directory) => realpath(path.resolve(folder, directory)));
    const [commonDirectory = '', ownDirectory] = await Promise.all(absolute);
    const root = path.resolve(top);
    const mainRoot = ownDirectory === commonDirectory ? root : ((await findMainRoot(folder)) ?? root);
    return { root, mainRoot, commonDirectory };
  } catch (error) {
    return { problem: explain(error, folder) };
  }
}

/** Git lists the main work tree first. A bare repository has none, and somebody may have removed it. */
async function findMainRoot(folder: string): Promise<string | undefined> {
  const list = await runGit(folder, ['worktree', 'list', '--porcelain', '-z']).catch(() => '');
  const [first = '', ...facts] = (list.split('\0\0')[0] ?? '').split('\0');
  const root = first.replace(/^worktree /, '');
  return root === '' || facts.includes('bare') || !existsSync(path.join(root, '.git'))
    ? undefined
    : path.resolve(root);
}

function explain(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'git was not found on the PATH.';
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  if (text.includes('not a git repository')) return `${folder} is not in a git repository.`;
  if (text.includes('must be run in a work tree'))
    return `${folder} is in a bare repository without a work tree.`;
  if (text.includes('dubious ownership')) return `git refuses ${folder}: it belongs to another user.`;
  return `git cannot read ${folder}: ${text.trim().split('\n')[0] || String(error)}`;
}
