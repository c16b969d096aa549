import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type FolderCopy, readFolder, writeFolder } from './folderCopy.ts';

const environment = {
  PATH: process.env['PATH'],
  HOME: tmpdir(),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** A real repository in a temporary folder. */
export interface ExampleRepository {
  readonly folder: string;
  /** Runs git there and gives its output. */
  git(...args: string[]): string;
  /** Writes a file, commits it on the branch checked out, and gives the commit. */
  commit(file: string, text: string): Promise<string>;
  remove(): Promise<void>;
}

/** Makes an empty repository whose first branch is main. */
export const makeRepository = madeOnce(async () => {
  const repository = repositoryIn(await mkdtemp(path.join(tmpdir(), 'swarm-repository-')));
  repository.git('init', '--quiet', '--initial-branch=main');
  return repository;
});

/** A repository with a base and three branches of main: one merges cleanly, one conflicts, one shares no history. */
export const makeBranchedRepository = madeOnce(async () => {
  const repository = await makeRepository();
  const { git, commit } = repository;
  await commit('app.py', 'a = 1\n');
  git('checkout', '--quiet', '-b', 'feature/realtime-clean');
  await commit('clean.py', 'b = 1\n');
  git('checkout', '--quiet', '-b', 'feature/realtime-conflict', 'main');
  await commit('app.py', 'a = 2\n');
  git('checkout', '--quiet', '--orphan', 'elsewhere');
  await commit('other.py', 'c = 1\n');
  git('checkout', '--quiet', 'main');
  await commit('app.py', 'a = 3\n');
  return repository;
});

/** Makes a repository by git once; others are copies of its files, which takes a tenth of the time. */
export function madeOnce(
  make: () => Promise<ExampleRepository>,
): (parent?: string) => Promise<ExampleRepository> {
  let made: Promise<FolderCopy> | undefined;
  return async (parent = tmpdir()) => {
    made ??= readOnce(make);
    const copy = await made;
    const folder = await mkdtemp(path.join(parent, 'swarm-repository-'));
    writeFolder(folder, copy);
    const repository = repositoryIn(folder);
    // The index tells files by their times, which are others now.
    if (existsSync(path.join(folder, '.git/index'))) repository.git('update-index', '-q', '--refresh');
    return repository;
  };
}

async function readOnce(make: () => Promise<ExampleRepository>): Promise<FolderCopy> {
  const repository = await make();
  const copy = readFolder(repository.folder);
  await repository.remove();
  return copy;
}

function repositoryIn(folder: string): ExampleRepository {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, env: environment, encoding: 'utf8', stdio: 'pipe' }).trim();
  return {
    folder,
    git,
    async commit(file, text) {
      await writeFile(path.join(folder, file), text);
      git('add', '--', file);
      git('commit', '--quiet', '--message', `Change ${file}`);
      return git('rev-parse', 'HEAD');
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
