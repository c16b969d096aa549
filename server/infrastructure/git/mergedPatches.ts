import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { concurrently } from '../concurrency/concurrently.ts';
import { gitWithInput } from './gitWithInput.ts';
import { mergeEnvironment } from './mergeEnvironment.ts';
import type { Repository } from './repository.ts';

/** How a base has the work of a branch; undefined where it lacks some. */
export type MergedHow = 'ancestry' | 'patch' | undefined;

/** Processes at the same time. */
const workers = 4;

const signature = { name: 'swarm', email: 'swarm@localhost', date: '@0 +0000' };
const signatures = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((who) =>
    Object.entries(signature).map(([key, value]) => [`GIT_${who}_${key.toUpperCase()}`, value]),
  ),
);

/**
 * How the base has the work of each tip: its commits themselves, or the same change under other commits, as squashing
 * and rebasing leave it. What git writes to find out goes to a folder under `scratch` that is removed.
 */
export async function mergedInto(
  repository: Repository,
  base: string,
  tips: readonly string[],
  scratch: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, MergedHow>> {
  const folder = await mkdtemp(path.join(scratch, 'merged-'));
  try {
    const environment = { ...(await mergeEnvironment(repository, folder, base)), ...signatures };
    const run: Run = async (args, input = '') => {
      const output = await gitWithInput(repository.workTree, args, input, environment, signal);
      return output.succeeded ? output.text.trim() : undefined;
    };
    const different = [...new Set(tips)];
    const hows = await concurrently(different, workers, (tip) => mergedHow(run, base, tip));
    return new Map(different.map((tip, index) => [tip, hows[index]]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Output of a git command; undefined where it failed. */
type Run = (args: readonly string[], input?: string) => Promise<string | undefined>;

async function mergedHow(run: Run, base: string, tip: string): Promise<MergedHow> {
  const fork = await run(['merge-base', base, tip]);
  if (fork === undefined) return undefined;
  if (fork === tip) return 'ancestry';
  if (await changesNothing(run, base, tip)) return 'patch';
  if (await hasPatches(run, base, tip)) return 'patch';
  const squashed = await run(['commit-tree', `${tip}^{tree}`, '-p', fork], 'all of the branch at once\n');
  return squashed !== undefined && (await hasPatches(run, base, squashed)) ? 'patch' : undefined;
}

/** Whether merging would leave the base's files as they are. */
async function changesNothing(run: Run, base: string, tip: string): Promise<boolean> {
  const merged = await run(['merge-tree', '--write-tree', base, tip]);
  return merged !== undefined && merged === (await run(['rev-parse', `${base}^{tree}`]));
}

/** Whether the base has a commit of the same patch for each one that only the tip has; a merge commit has none. */
async function hasPatches(run: Run, base: string, tip: string): Promise<boolean> {
  const range = `${base}...${tip}`;
  return (await run(['rev-list', '--cherry-pick', '--right-only', '--max-count=1', range])) === '';
}
