// What the merge queue costs beside git itself: branches of a repository with 5,000 files, landed one after the other.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningService, startService } from '../../server/infrastructure/service.ts';
import { startSubjects } from '../../server/infrastructure/subjects.ts';
import { callApi } from '../../server/protocol/apiClient.ts';

const files = 5000;
const rounds = 5;

const folder = mkdtempSync(path.join(tmpdir(), 'swarm-bench-queue-'));
const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
const git = (...args: string[]) =>
  execFileSync('git', [...person, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();

function makeRepository(): void {
  git('init', '--quiet', '--initial-branch=main');
  for (let index = 0; index < files; index++) {
    const file = path.join(folder, `d${index % 100}`, `f${index}.py`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `value = ${index}\n`.repeat(40));
  }
  git('add', '.');
  git('commit', '--quiet', '-m', 'start');
  for (let round = 0; round < rounds * 3; round++) {
    git('checkout', '--quiet', '-b', `b${round}`, 'main');
    writeFileSync(path.join(folder, `d${round}`, `f${round}.py`), `changed = ${round}\n`);
    git('commit', '--quiet', '-am', 'change');
  }
  git('checkout', '--quiet', '--detach', 'main');
}

/** Milliseconds from the question to the landing, as a client sees it. */
async function landed(service: RunningService, branch: string): Promise<number> {
  const started = performance.now();
  await callApi(service, 'enqueue', { body: { branch, target: 'main' } });
  for (;;) {
    const queues = await callApi(service, 'listQueue');
    const entry = queues[0]?.finished.find((one) => one.branch === branch);
    if (entry?.state === 'put-out') throw new Error(entry.report?.message);
    if (entry && queues[0]?.entries.length === 0) return performance.now() - started;
  }
}

/** What a careful script would do by hand: merge, commit, check out, move. */
function byHand(branch: string): number {
  const started = performance.now();
  const onto = git('rev-parse', 'main');
  const tree = git('merge-tree', '--write-tree', onto, branch);
  const commit = git('commit-tree', tree, '-p', onto, '-p', branch, '-m', 'merge');
  const place = path.join(folder, '.git', 'by-hand');
  git('worktree', 'add', '--quiet', '--detach', place, commit);
  execFileSync('true');
  git('worktree', 'remove', '--force', place);
  git('update-ref', 'refs/heads/main', commit, onto);
  return performance.now() - started;
}

function row(name: string, times: number[]): void {
  const sorted = times.sort((one, other) => one - other);
  const median = sorted[sorted.length >> 1] ?? 0;
  console.log(
    `  ${name.padEnd(52)} ${median.toFixed(0).padStart(6)} ms  (worst ${sorted.at(-1)?.toFixed(0)})`,
  );
}

async function timed(checks: object[], first: number): Promise<number[]> {
  writeFileSync(path.join(folder, 'swarm.json'), JSON.stringify({ mergeQueue: { checks } }));
  const service = await startService({ repository: folder, startSubjects });
  for (const { hash } of await callApi(service, 'queueChecks'))
    await callApi(service, 'approveCheck', { body: { hash } });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await landed(service, `b${first + round}`));
  await service.stop();
  return times;
}

try {
  makeRepository();
  console.log(`\nOne merge, ${files} files, median of ${rounds}, enqueued and landed over HTTP`);
  row('queue, no checks', await timed([], 0));
  row(
    'queue, a check that does nothing (`true`)',
    await timed([{ name: 'test', command: ['true'] }], rounds),
  );
  row(
    'git by hand: merge-tree, worktree, `true`, update-ref',
    Array.from({ length: rounds }, (_, round) => byHand(`b${rounds * 2 + round}`)),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
