import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SwarmEvent } from '../../../server/protocol/events.ts';
import { processesIn } from '../../infrastructure/deployments/slots/exampleApplication.ts';
import type { ChaosRepository } from './chaosRepository.ts';
import { untrueOutcomes } from './untrueOutcomes.ts';
import type { Work } from './work.ts';

/** What was lost, landed untested, is untrue in the log or was left behind, a line each. The service has stopped. */
export function brokenPromises(
  repository: ChaosRepository,
  work: Work,
  events: readonly SwarmEvent[],
): string[] {
  return [
    ...lostWork(repository, work),
    ...conflictMarkers(repository),
    ...untruthsOfLandings(repository, events),
    ...untrueOutcomes(repository, events),
    ...leftovers(repository),
  ];
}

function tokensOf(repository: ChaosRepository, revision: string): string[] {
  const names = repository.git('ls-tree', '-r', '--name-only', revision, 'tokens/');
  return names.split('\n').filter((name) => name !== '');
}

/** Every commit is in some branch, in one that can be restored, or landed; and what landed stays. */
function lostWork(repository: ChaosRepository, { committed }: Work): string[] {
  const refs = repository.git('for-each-ref', '--format=%(refname)').split('\n');
  const present = new Set(refs.flatMap((ref) => tokensOf(repository, ref)));
  return committed.filter((file) => !present.has(file)).map((file) => `lost: ${file}`);
}

function conflictMarkers(repository: ChaosRepository): string[] {
  const commits = repository.git('rev-list', '--all').split('\n');
  const trees = new Set(commits.map((commit) => repository.git('rev-parse', `${commit}^{tree}`)));
  return [...trees].flatMap((tree) => {
    try {
      return [`conflict marker: ${repository.git('grep', '-lE', '^(<<<<<<<|>>>>>>>)', tree)}`];
    } catch {
      return [];
    }
  });
}

/** What lands was tested, is what the log says, moved main once, stays on it, and reached the remote. */
function untruthsOfLandings(repository: ChaosRepository, events: readonly SwarmEvent[]): string[] {
  const tested = new Set(readFileSync(repository.tested, 'utf8').split('\n'));
  const onMain = new Set(tokensOf(repository, 'main'));
  const landings = events.filter(({ type }) => type === 'queue.landed');
  const logged = landings.map(({ data }) => String(data['to']));
  const moves = movesOfMain(repository);
  const pushed = events.findLast(({ type }) => type === 'queue.pushed' || type === 'queue.push-failed');
  const last = landings.at(-1);
  return [
    ...landings
      .filter(({ data }) => !tested.has(String(data['tree'])))
      .map(({ data }) => `untested: ${data['to']}`),
    ...landings
      .filter(({ data }) => repository.git('rev-parse', `${data['to']}^{tree}`) !== data['tree'])
      .map(({ data }) => `another tree than the log says: ${data['to']}`),
    ...logged
      .flatMap((to) => tokensOf(repository, to).filter((file) => !onMain.has(file)))
      .map((file) => `${file} landed and is gone`),
    ...moves
      .filter((to) => !logged.includes(to))
      .map((to) => `main moved to ${to}, and the log does not know`),
    ...logged
      .filter((to) => moves.filter((one) => one === to).length !== 1)
      .map((to) => `${to} did not land once`),
    ...(last && (pushed?.seq ?? 0) < last.seq ? [`nothing says whether ${last.data['to']} was pushed`] : []),
  ];
}

/** Commits that the queue moved main to, as the reflog has them. */
function movesOfMain(repository: ChaosRepository): string[] {
  return repository
    .git('log', '--walk-reflogs', '--format=%H %gs', 'main')
    .split('\n')
    .filter((line) => line.endsWith(' merge queue: land'))
    .map((line) => line.split(' ')[0] ?? '');
}

function leftovers(repository: ChaosRepository): string[] {
  const gitFolder = path.join(repository.folder, '.git');
  const files = readdirSync(gitFolder, { recursive: true, encoding: 'utf8' });
  const worktrees = repository
    .git('worktree', 'list', '--porcelain')
    .split('\n')
    .filter((line) => line.startsWith('worktree '))
    .map((line) => line.slice('worktree '.length));
  const refs = repository.git('for-each-ref', '--format=%(refname)').split('\n');
  const known = /^refs\/(heads|remotes\/origin|swarm\/deleted)\//;
  return [
    ...files.filter((file) => /\.lock$|^swarm\/(scratch\/|queue\/[^/]+\/(?!logs))/.test(file)),
    ...worktrees.filter((folder) => folder.startsWith(gitFolder) || !existsSync(folder)),
    ...refs.filter((ref) => !known.test(ref)),
    ...worktrees.concat(files.map((file) => path.join(gitFolder, file))).flatMap(processesIn),
  ].map((what) => `left behind: ${what}`);
}
