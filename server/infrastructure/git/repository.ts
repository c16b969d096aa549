import { realpath, stat } from 'node:fs/promises';
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

/** `merge-tree --write-tree --stdin` came with it. */
const oldestGit = [2, 39] as const;

/**
 * Finds the repository a folder belongs to.
 * @throws {Refusal} `git-failed` with a sentence: no such folder, git missing or too old, not a repository, bare
 */
export async function openRepository(folder: string): Promise<Repository> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new Refusal('git-failed', `There is no folder ${folder}.`);
  const git = gitClient(folder);
  // Asked at the same time, because the service waits for it when it starts; an old git fails by its version.
  const [, answer] = await Promise.all([
    checkVersion(git),
    findPlaces(git).then(
      (places) => ({ places }),
      (error: unknown) => ({ error }),
    ),
  ]);
  if ('error' in answer) throw new Refusal('git-failed', await notUsable(git, folder, answer.error));
  const [gitFolder, commonFolder, root] = answer.places;
  if (gitFolder === undefined || commonFolder === undefined || root === undefined)
    throw new Refusal('git-failed', `git does not say where the repository of ${folder} is.`);
  const workTree = await realpath(root);
  return { workTree, gitFolder, commonFolder, git: gitClient(workTree) };
}

const places = ['--git-dir', '--git-common-dir', '--show-toplevel'] as const;

/** Absolute paths of the places, in their order. */
async function findPlaces(git: SimpleGit): Promise<string[]> {
  const ask = async (...which: string[]) =>
    (await git.raw(['rev-parse', '--path-format=absolute', ...which])).replace(/\n$/, '');
  const lines = (await ask(...places)).split('\n');
  // A path may hold a line break: then every place is asked for by itself.
  return lines.length === places.length ? lines : Promise.all(places.map((place) => ask(place)));
}

async function checkVersion(git: SimpleGit): Promise<void> {
  const version = await git.version();
  if (!version.installed)
    throw new Refusal('git-failed', 'git was not found on the PATH; install git 2.39 or newer.');
  const [major, minor] = oldestGit;
  if (version.major > major || (version.major === major && version.minor >= minor)) return;
  throw new Refusal(
    'git-failed',
    `git ${version.major}.${version.minor} is too old; Swarm needs ${major}.${minor} or newer.`,
  );
}

async function notUsable(git: SimpleGit, folder: string, error: unknown): Promise<string> {
  const message = gitMessage(error);
  if (/must be run in a work tree/.test(message)) {
    const bare = await git.raw(['rev-parse', '--is-bare-repository']).catch(() => '');
    return bare.trim() === 'true'
      ? `${folder} is a bare repository; open one of its work trees.`
      : `${folder} lies inside git's own folder; open the work tree.`;
  }
  if (/not a git repository/.test(message))
    return `${folder} is not in a git repository; run \`git init\` there or open another folder.`;
  if (/dubious ownership/.test(message))
    return `The repository of ${folder} belongs to another user; allow it with \`git config --global --add safe.directory\`.`;
  return `git cannot use the repository of ${folder}: ${message}.`;
}
