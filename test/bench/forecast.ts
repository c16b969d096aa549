// The conflict forecast beside plain `git merge-tree` commands: every pair of 100 branches of a repository of 5,000
// files, then one branch moved, then single pairs. `forecast.ts [branches] [files]`.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { branchRow } from '../../server/infrastructure/branches/branchRow.ts';
import { planMatrix } from '../../server/infrastructure/branches/forecast/conflictMatrix.ts';
import { MergeOutcomes } from '../../server/infrastructure/branches/forecast/mergeOutcomes.ts';
import { PairForecast } from '../../server/infrastructure/branches/forecast/pairForecast.ts';
import { findBase } from '../../server/infrastructure/git/baseBranch.ts';
import { listBranches } from '../../server/infrastructure/git/references.ts';
import { openRepository, type Repository } from '../../server/infrastructure/git/repository.ts';
import { makeScratch } from '../../server/infrastructure/git/scratch.ts';
import { makeBranches, moveBranch } from './branchedRepository.ts';

const [branches = 100, files = 5000] = process.argv.slice(2).map(Number);

async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Every pair of the branches as they are now; gives how many pairs there are and how many of them conflict. */
async function forecastAll(repository: Repository, forecast: PairForecast) {
  const [references, found] = await Promise.all([
    listBranches(repository.git),
    findBase(repository.git, undefined),
  ]);
  const rows = references.map((reference) =>
    branchRow(reference, null, found, { divergence: { ahead: 1, behind: 0 }, conflict: { state: 'none' } }),
  );
  const plan = planMatrix({ base: 'main', branches: rows, activeDays: 3650, now: Date.now() });
  while (await forecast.step(plan));
  const known = forecast.known(plan).filter(({ base }) => !base);
  return {
    pairs: plan.pairs,
    conflicts: known.filter(({ outcome }) => outcome?.state === 'conflict').length,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function print(what: string, milliseconds: number): void {
  console.log(`  ${what.padEnd(66)} ${milliseconds.toFixed(1).padStart(9)} ms`);
}

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-'));
const scratch = await makeScratch(tmpdir());
try {
  makeBranches(folder, branches, files);
  const repository = await openRepository(folder);
  const outcomes = new MergeOutcomes(repository, scratch);
  const forecast = new PairForecast(outcomes);
  let all = { pairs: [] as Awaited<ReturnType<typeof forecastAll>>['pairs'], conflicts: 0 };
  const cold = await timed(async () => {
    all = await forecastAll(repository, forecast);
  });
  console.log(
    `\n${branches} branches of ${files} files: ${all.pairs.length} pairs, ${all.conflicts} conflict (medians)`,
  );
  print('all pairs, cold', cold);
  const moved: number[] = [];
  for (let round = 0; round < 9; round++) {
    moveBranch(folder, `feature/${round}`);
    moved.push(await timed(() => forecastAll(repository, forecast)));
  }
  print(`after one branch moved (${branches - 1} pairs)`, median(moved));
  const sample = all.pairs.slice(0, 31).map(({ commits }) => commits);
  const [single, plain]: [number[], number[]] = [[], []];
  for (const pair of sample) {
    single.push(await timed(() => outcomes.compute([pair])));
    const args = ['merge-tree', '--write-tree', '--name-only', pair.base, pair.tip];
    plain.push(
      await timed(() => {
        try {
          execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
        } catch {
          // It ends with code 1 where the pair conflicts.
        }
      }),
    );
  }
  print('one pair', median(single));
  print('git merge-tree, one pair', median(plain));
  const input = all.pairs.map(({ commits }) => `${commits.base} ${commits.tip}\n`).join('');
  const args = ['merge-tree', '--write-tree', '--name-only', '--stdin'];
  print(
    'git merge-tree --stdin, all pairs',
    await timed(() => execFileSync('git', args, { cwd: folder, input, maxBuffer: 1 << 30 })),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
  await rm(scratch, { recursive: true, force: true });
}
