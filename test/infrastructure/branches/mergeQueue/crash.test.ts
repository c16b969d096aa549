import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { type ApiAddress, callApi } from '../../../../server/protocol/apiClient.ts';
import type { QueueEntry } from '../../../../server/protocol/queue.ts';
import { startBundledService } from '../../bundled/bundledProgram.ts';
import { processesIn } from '../../deployments/slots/exampleApplication.ts';
import { type ExampleRepository, madeOnce, makeRepository } from '../../git/exampleRepository.ts';

let example: ExampleRepository;
let before: string;

/** With a branch that passes its checks and one that does not; main is checked out nowhere. */
const makeBranches = madeOnce(async () => {
  const repository = await makeRepository();
  const { git, commit } = repository;
  await commit('a.txt', 'one\n');
  for (const name of ['good', 'bad']) {
    git('checkout', '--quiet', '-b', name, 'main');
    await commit(`${name}.txt`, `${name}\n`);
  }
  git('checkout', '--quiet', '--detach', 'main');
  return repository;
});

beforeEach(async () => {
  example = await makeBranches();
  before = example.git('rev-parse', 'main');
});
afterEach(() => example.remove());

function configure(command: readonly string[]): void {
  const mergeQueue = { checks: [{ name: 'test', command }] };
  writeFileSync(path.join(example.folder, 'swarm.json'), JSON.stringify({ mergeQueue }));
}

/** Runs a service that tests and lands both branches and is killed on its way. */
async function dieAt(...fault: string[]): Promise<void> {
  const mortal = startBundledService('mortalServiceProgram', [example.folder, ...fault]);
  const gone = once(mortal, 'exit');
  await once(mortal.stdout, 'data');
  const file = path.join(example.folder, '.git/swarm/service.json');
  const service: ApiAddress = JSON.parse(readFileSync(file, 'utf8'));
  await enqueueBoth(service);
  await callApi(service, 'resumeQueue', { body: {} }).catch(() => {});
  await gone;
  expect(mortal.signalCode).toBe('SIGKILL');
}

/** Allows the checks and enqueues both branches; the queue does nothing yet. */
async function enqueueBoth(service: ApiAddress): Promise<void> {
  for (const { hash } of await callApi(service, 'queueChecks'))
    await callApi(service, 'approveCheck', { body: { hash } });
  await callApi(service, 'pauseQueue', { body: {} });
  for (const branch of ['good', 'bad']) await callApi(service, 'enqueue', { body: { branch } });
}

/** What the last service makes of what the killed one left: entries in the order in which they ended. */
async function outcome(): Promise<QueueEntry[]> {
  const done = Promise.withResolvers<void>();
  const service = await startService({
    repository: example.folder,
    startSubjects: (parts) => {
      const look = () => {
        const row = parts.rows.get('queue', 'main');
        if (row?.finished.length === 2 && row.entries.length === 0) done.resolve();
      };
      parts.rows.onChanged(look);
      return startSubjects(parts);
    },
  });
  await callApi(service, 'resumeQueue', { body: {} });
  const [present] = await callApi(service, 'listQueue');
  if (present?.entries.length !== 0) await done.promise;
  const [queue] = await callApi(service, 'listQueue');
  await service.stop();
  return [...(queue?.finished ?? [])].reverse();
}

/** Every commit of main from the start on stands for what was recorded as landed; nothing half done is left. */
async function expectWhole(): Promise<void> {
  const entries = await outcome();
  expect(entries.map(({ branch, state }) => [branch, state])).toEqual([
    ['good', 'landed'],
    ['bad', 'put-out'],
  ]);
  const { git } = example;
  expect(git('log', '--first-parent', '--format=%s', `${before}..main`)).toBe(
    "Merge branch 'good' into main",
  );
  expect(git('rev-parse', 'main')).toBe(entries[0]?.landed?.commit);
  expect(git('rev-parse', 'main^{tree}')).toBe(entries[0]?.landed?.tree);
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(git('status', '--porcelain')).toBe('?? swarm.json');
  expect(git('fsck', '--strict')).not.toMatch(/error|missing/);
}

describe('a service that is killed', () => {
  it.each([
    ['before', 'queue.trial-started'],
    ['after', 'queue.trial-started'],
    ['after', 'queue.trial-ended'],
    ['before', 'queue.landing-started'],
    ['after', 'queue.landing-started'],
    // The target has moved by then.
    ['before', 'queue.landed'],
    ['after', 'queue.landed'],
    ['before', 'queue.put-out'],
  ])('right %s %s leaves no half merge, and the next one goes on', async (when, type) => {
    configure(['test', '!', '-e', 'bad.txt']);
    await dieAt(when, type);
    await expectWhole();
  });

  it('while a check runs ends what the check started, and the next one tests again', async () => {
    const mark = JSON.stringify(path.join(example.folder, '.git/killed'));
    const file = JSON.stringify(path.join(example.folder, '.git/swarm/service.json'));
    const killer = `const fs = require('node:fs');
      if (fs.existsSync('bad.txt')) process.exit(1);
      if (!fs.existsSync(${mark})) {
        fs.writeFileSync(${mark}, '');
        process.kill(JSON.parse(fs.readFileSync(${file})).pid, 'SIGKILL');
        setInterval(() => {}, 1000);
      }`;
    configure([process.execPath, '-e', killer]);
    await dieAt();
    await expectWhole();
    expect(processesIn(path.join(example.folder, '.git/swarm'))).toEqual([]);
  });
});
