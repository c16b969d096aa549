import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { callApi } from '../../../server/protocol/apiClient.ts';
import { branchSchema } from '../../../server/protocol/branches.ts';
import { changedSchema, eventSchema } from '../../../server/protocol/events.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { Follower } from '../http/follower.ts';

let example: ExampleRepository;
let service: RunningService;
let follower: Follower;

beforeEach(async () => {
  example = await makeRepository();
  await example.commit('app.py', 'one\n');
  example.git('checkout', '--quiet', '--detach');
  service = await startService({ repository: example.folder, startSubjects });
  follower = await Follower.open(service);
});
afterEach(async () => {
  follower.close();
  await service.stop();
  await example.remove();
});

/** Waits until the stream has told that the row of a branch is another one, and gives its commit. */
async function untilRow(branch: string, commit: string | undefined): Promise<void> {
  await follower.until(() =>
    follower.messages
      .filter(({ event }) => event === 'changed')
      .map(({ data }) => changedSchema.parse(JSON.parse(data)))
      .some(({ resource, id, row }) => {
        if (resource !== 'branches' || id !== branch) return false;
        return row === null ? commit === undefined : branchSchema.parse(row).commit === commit;
      }),
  );
}

/** Waits for a logged event, and gives who did it. */
async function untilEvent(stream: string, type: string): Promise<string> {
  const find = () =>
    follower.messages
      .filter(({ event }) => event === 'event')
      .map(({ data }) => eventSchema.parse(JSON.parse(data)))
      .find((event) => event.stream === stream && event.type === type);
  await follower.until(() => find() !== undefined);
  return find()?.actor ?? '';
}

/** A branch of main with one commit, made by plain git. */
async function branch(name: string, text: string): Promise<string> {
  example.git('checkout', '--quiet', '-b', name, 'main');
  const commit = await example.commit('app.py', text);
  example.git('checkout', '--quiet', '--detach');
  return commit;
}

describe('whoever follows the event stream', () => {
  it('is told of branches that plain git creates, moves and deletes', async () => {
    const main = example.git('rev-parse', 'main');
    example.git('branch', 'feature/a');
    await untilRow('feature/a', main);
    const moved = await branch('feature/b', 'two\n');
    await untilRow('feature/b', moved);
    example.git('branch', '--force', 'feature/a', moved);
    await untilRow('feature/a', moved);
    example.git('branch', '-D', 'feature/a');
    await untilRow('feature/a', undefined);
  });

  it('is told of conflicts that appear and go, of what lands and what is put out, with who did it', async () => {
    await branch('a', 'two\n');
    await branch('b', 'three\n');
    await untilEvent('conflict/a b', 'conflict.appeared');
    await callApi(service, 'createBranch', { body: { name: 'c' } });
    expect(await untilEvent('branch/c', 'branch.created')).not.toBe('swarm');
    for (const name of ['a', 'b']) await callApi(service, 'enqueue', { body: { branch: name } });
    expect(await untilEvent('queue/main', 'queue.enqueued')).not.toBe('swarm');
    expect(await untilEvent('queue/main', 'queue.landed')).toBe('swarm');
    expect(await untilEvent('queue/main', 'queue.put-out')).toBe('swarm');
    await untilRow('main', example.git('rev-parse', 'main'));
    await untilEvent('conflict/a b', 'conflict.gone');
    await untilEvent('conflict/b main', 'conflict.appeared');
  });
});
