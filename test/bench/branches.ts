// The list of branches beside plain git: a repository of 5,000 files with 1,000 branches, then one with 10,000.
// `branches.ts [branches…]`.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { listBranches } from '../../server/infrastructure/git/references.ts';
import { openRepository } from '../../server/infrastructure/git/repository.ts';
import { type RunningService, startService } from '../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../server/infrastructure/service/subjects.ts';
import { callApi } from '../../server/protocol/apiClient.ts';
import { makeBranches, moveBranch } from './branchedRepository.ts';

const launcher = path.resolve(import.meta.dirname, '../../dist/server/swarm.cjs');
const files = 5000;
const rounds = 9;
const differentTips = 1000;
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000];

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function print(what: string, milliseconds: number): void {
  console.log(`  ${what.padEnd(66)} ${milliseconds.toFixed(1).padStart(9)} ms`);
}

async function repeated(work: () => Promise<unknown> | unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
}

/** Not synchronous: the service that answers is in this process. */
async function run(folder: string, program: string, ...args: string[]): Promise<void> {
  await promisify(execFile)(program, args, { cwd: folder, maxBuffer: 1 << 30 });
}

/** Resolves once every branch is compared with the base. */
async function compared(service: RunningService): Promise<void> {
  const computing = async () =>
    (await callApi(service, 'listBranches')).some(
      ({ conflict }) => conflict.state === 'unknown' && conflict.why === 'computing',
    );
  while (await computing()) await delay(50);
}

/** Sends the list as a client gets it, without parsing it. */
async function fetchList({ address, token }: RunningService): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  await (await fetch(`${address}/v1/branches`, { headers })).arrayBuffer();
}

/** From `git update-ref` in another process until the list shows where the branch is. */
async function shown(service: RunningService, folder: string, branch: string): Promise<void> {
  moveBranch(folder, branch);
  const commit = execFileSync('git', ['rev-parse', branch], { cwd: folder, encoding: 'utf8' }).trim();
  const isShown = async () =>
    (await callApi(service, 'listBranches')).some((row) => row.name === branch && row.commit === commit);
  while (!(await isShown())) await delay(10);
}

/** From the start of a service to its list, in milliseconds. */
async function coldStarts(folder: string): Promise<number[]> {
  const cold: number[] = [];
  for (let round = 0; round < 3; round++) {
    const started = performance.now();
    const service = await startService({ repository: folder, startSubjects });
    await fetchList(service);
    cold.push(performance.now() - started);
    await service.stop();
  }
  return cold;
}

async function measureService(folder: string): Promise<void> {
  print('cold: the service starts, reads and answers with the list', median(await coldStarts(folder)));
  const started = performance.now();
  const service = await startService({ repository: folder, startSubjects });
  await compared(service);
  print('  until each is compared with the base (ahead, behind, conflicts)', performance.now() - started);
  print('warm: GET /v1/branches', await repeated(() => fetchList(service)));
  print('  with reading and checking the answer', await repeated(() => callApi(service, 'listBranches')));
  print(
    'a branch moved by plain git, until the list shows it',
    await repeated(() => shown(service, folder, 'feature/7')),
  );
  const list = ['branches', 'list', '--json'];
  print(
    '`swarm branches list --json`, whole process',
    await repeated(() => run(folder, process.execPath, launcher, ...list)),
  );
  print(
    '  of that `swarm --version`: Node and the launcher',
    await repeated(() => run(folder, process.execPath, launcher, '--version')),
  );
  await service.stop();
}

/** Gives the repository so many branches in all; from the thousandth on they are at the commits of others. */
function addBranches(folder: string, branches: number): void {
  makeBranches(folder, Math.min(branches, differentTips), files);
  if (branches <= differentTips) return;
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  const tips = git('for-each-ref', '--format=%(objectname)', 'refs/heads/feature').split('\n');
  git('pack-refs', '--all');
  const present = git('for-each-ref', '--format=%(objectname) %(refname)');
  const more = Array.from(
    { length: branches - differentTips },
    (_, n) => `${tips[n % tips.length]} refs/heads/more/${n}`,
  );
  writeFileSync(path.join(folder, '.git/packed-refs'), [present, ...more, ''].join('\n'));
}

async function measure(branches: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'swarm-bench-branches-'));
  try {
    addBranches(folder, branches);
    console.log(`\n${branches} branches of ${files} files (medians of ${rounds}; cold of 3)`);
    await measureService(folder);
    const { git } = await openRepository(folder);
    print('reading the refs by one process', await repeated(() => listBranches(git)));
    print('git for-each-ref', await repeated(() => run(folder, 'git', 'for-each-ref', 'refs/heads')));
    print('git branch -v', await repeated(() => run(folder, 'git', 'branch', '-v')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const size of sizes) await measure(size);
