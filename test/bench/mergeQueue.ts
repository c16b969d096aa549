// What the merge queue costs beside git itself: branches of a repository with 5,000 files, landed one after the other.
import { execFileSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startService } from '../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../server/infrastructure/service/subjects.ts';
import { callApi } from '../../server/protocol/apiClient.ts';

const files = 5000;
const rounds = 7;
const settleMilliseconds = 300;

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
  for (let round = 0; round < rounds * 4; round++) {
    git('checkout', '--quiet', '-b', `b${round}`, 'main');
    writeFileSync(path.join(folder, `d${round}`, `f${round}.py`), `changed = ${round}\n`);
    git('commit', '--quiet', '-am', 'change');
  }
  git('checkout', '--quiet', '--detach', 'main');
}

/** A service of the repository that tells when a branch has left the queue. */
async function startQueue(checks: object[]) {
  writeFileSync(path.join(folder, 'swarm.json'), JSON.stringify({ mergeQueue: { checks } }));
  const ended = new EventEmitter();
  const service = await startService({
    repository: folder,
    startSubjects: (parts) => {
      parts.commands.onCommitted(({ type, data }) => {
        if (type === 'queue.landed') ended.emit('landed');
        if (type === 'queue.put-out') ended.emit('error', new Error(JSON.stringify(data)));
      });
      return startSubjects(parts);
    },
  });
  for (const { hash } of await callApi(service, 'queueChecks'))
    await callApi(service, 'approveCheck', { body: { hash } });
  return { service, ended };
}

/** Milliseconds from each question to the landing, one branch after the other. */
async function queued(checks: object[], first: number): Promise<number[]> {
  const { service, ended } = await startQueue(checks);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const landed = once(ended, 'landed');
    await callApi(service, 'enqueue', { body: { branch: `b${first + round}`, target: 'main' } });
    await landed;
    times.push(performance.now() - started);
    // What the service does after a landing is not the next one's.
    await delay(settleMilliseconds);
  }
  await service.stop();
  return times;
}

/** A person's way: a work tree that is kept, a merge in it, the check, and the result is pushed. */
function merged(first: number): number[] {
  const place = path.join(folder, '.git', 'by-hand');
  const there = (...args: string[]) => git('-C', place, ...args);
  git('worktree', 'add', '--quiet', '--detach', place, 'main');
  const times = Array.from({ length: rounds }, (_, round) => {
    const started = performance.now();
    there('checkout', '--quiet', '--detach', 'main');
    there('merge', '--quiet', '--no-ff', '-m', 'merge', `b${first + round}`);
    there('clean', '--quiet', '-ffdx');
    execFileSync('true');
    there('update-ref', 'refs/heads/main', 'HEAD');
    return performance.now() - started;
  });
  git('worktree', 'remove', '--force', place);
  return times;
}

/** What a careful script does: merge without a work tree, check the result out anew, move. */
function scripted(first: number): number[] {
  const place = path.join(folder, '.git', 'by-script');
  return Array.from({ length: rounds }, (_, round) => {
    const started = performance.now();
    const [onto, branch] = [git('rev-parse', 'main'), `b${first + round}`];
    const tree = git('merge-tree', '--write-tree', onto, branch);
    const commit = git('commit-tree', tree, '-p', onto, '-p', branch, '-m', 'merge');
    git('worktree', 'add', '--quiet', '--detach', place, commit);
    execFileSync('true');
    git('worktree', 'remove', '--force', place);
    git('update-ref', 'refs/heads/main', commit, onto);
    return performance.now() - started;
  });
}

function row(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((one, other) => one - other);
  const median = sorted[sorted.length >> 1] ?? 0;
  console.log(
    `  ${name.padEnd(62)} ${median.toFixed(0).padStart(6)} ms  (worst ${sorted.at(-1)?.toFixed(0)})`,
  );
}

try {
  makeRepository();
  console.log(`\nOne merge, ${files} files, median of ${rounds}, enqueued over HTTP until it has landed`);
  row('queue, no checks', await queued([], 0));
  const [first = 0, ...others] = await queued([{ name: 'test', command: ['true'] }], rounds);
  row('queue, a check that does nothing (`true`)', others);
  row('  its first one, which writes all files', [first]);
  row('git merge in a kept work tree, `true`, update-ref', merged(rounds * 2));
  row('git merge-tree, worktree add and remove, `true`, update-ref', scripted(rounds * 3));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
