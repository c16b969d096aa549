import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SimpleGit } from 'simple-git';
import { Refusal } from '../refusal.ts';
import { gitClient, gitMessage } from './gitClient.ts';

/** A repository as one of its work trees sees it. All paths are absolute. */
export interface Repository {
  /** Root of the work tree. */
  readonly workTree: string;
  /** Git's own folder of this work tree: its HEAD. */
  readonly gitFolder: string;
  /** Git's folder that all work trees share: refs and objects. */
  readonly commonFolder: string;
  readonly git: SimpleGit;
}

/** `merge-tree --write-tree` came with it. */
const oldestGit = [2, 38] as const;

/**
 * Finds the repository a folder belongs to.
 * @throws {Refusal} `git-failed` with a sentence: no such folder, git missing or too old, not a repository, bare
 */
export async function openRepository(folder: string): Promise<Repository> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new Refusal('git-failed', `There is no folder ${folder}.`);
  const git = gitClient(folder);
  await checkVersion(git);
  const answer = await git
    .raw(['rev-parse', '--path-format=absolute', '--is-bare-repository', '--git-dir', '--git-common-dir'])
    .catch((error: unknown) => {
      throw new Refusal('git-failed', notUsable(folder, error));
    });
  const [bare, gitFolder, commonFolder] = answer.split('\n');
  if (gitFolder === undefined || commonFolder === undefined)
    throw new Refusal('git-failed', `git does not say where the repository of ${folder} is.`);
  if (bare === 'true')
    throw new Refusal('git-failed', `${folder} is a bare repository; open one of its work trees.`);
  const workTree = await workTreeRoot(git, folder);
  return { workTree, gitFolder, commonFolder, git: gitClient(workTree) };
}

async function workTreeRoot(git: SimpleGit, folder: string): Promise<string> {
  const answer = await git.raw(['rev-parse', '--show-toplevel']).catch(() => {
    throw new Refusal('git-failed', `${folder} lies inside git's own folder; open the work tree.`);
  });
  return realpath(path.resolve(answer.replace(/\n$/, '')));
}

async function checkVersion(git: SimpleGit): Promise<void> {
  const version = await git.version();
  if (!version.installed)
    throw new Refusal('git-failed', 'git was not found on the PATH; install git 2.38 or newer.');
  const [major, minor] = oldestGit;
  if (version.major > major || (version.major === major && version.minor >= minor)) return;
  throw new Refusal(
    'git-failed',
    `git ${version.major}.${version.minor} is too old; Swarm needs ${major}.${minor} or newer.`,
  );
}

function notUsable(folder: string, error: unknown): string {
  const message = gitMessage(error);
  if (/not a git repository/.test(message))
    return `${folder} is not in a git repository; run \`git init\` there or open another folder.`;
  if (/dubious ownership/.test(message))
    return `The repository of ${folder} belongs to another user; allow it with \`git config --global --add safe.directory\`.`;
  return `git cannot use the repository of ${folder}: ${message}.`;
}
