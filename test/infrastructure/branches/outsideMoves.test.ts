import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refsMoved } from '../../../server/infrastructure/branches/refSubject.ts';
import type { SwarmEvent } from '../../../server/protocol/events.ts';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround;

beforeEach(async () => {
  example = await makeBranchedRepository();
  ground = await SubjectGround.start(example.folder);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

/** The next event of the stream of refs. */
function nextMoves(): Promise<SwarmEvent> {
  const { promise, resolve } = Promise.withResolvers<SwarmEvent>();
  const end = ground.commands.onCommitted((event) => {
    if (event.stream !== 'refs/heads') return;
    end();
    resolve(event);
  });
  return promise;
}

function countOf(events: readonly SwarmEvent[]): number {
  return events.reduce(
    (sum, { data }) => sum + (data['moves'] as unknown[]).length + Number(data['omitted']),
    0,
  );
}

describe('moves of branches outside the service', () => {
  it('are events: made, moved and deleted by plain git', async () => {
    const main = example.git('rev-parse', 'main');
    const before = example.git('rev-parse', 'main~1');
    for (const [args, move] of [
      [['branch', 'topic', 'main'], { branch: 'topic', from: null, to: main }],
      [['branch', '--force', 'topic', 'main~1'], { branch: 'topic', from: main, to: before }],
      [['branch', '-D', 'topic'], { branch: 'topic', from: before, to: null }],
    ] as const) {
      const event = nextMoves();
      example.git(...args);
      expect(await event).toMatchObject({
        type: 'refs.moved',
        actor: 'git',
        data: { moves: [move], omitted: 0 },
      });
    }
  });

  it('are told apart from what the service does, which has its own events', async () => {
    const { name } = await ground.call('createBranch', { body: { name: 'made-here', from: 'main' } });
    await ground.row('branches', name, (row) => row !== undefined);
    await ground.call('deleteBranch', { body: { name } });
    await ground.row('branches', name, (row) => row === undefined);
    const event = nextMoves();
    example.git('branch', 'made-elsewhere', 'main');
    expect((await event).data).toMatchObject({ moves: [{ branch: 'made-elsewhere' }] });
    expect(await ground.eventTypes('refs/heads')).toHaveLength(1);
  });

  it('are one event for what one look showed, which names the first hundred, and none where a row is different alone', async () => {
    const main = example.git('rev-parse', 'main');
    const names = Array.from({ length: 130 }, (_, index) => `many/b${String(index).padStart(3, '0')}`);
    const all = Promise.withResolvers<void>();
    const seen: SwarmEvent[] = [];
    ground.commands.onCommitted((event) => {
      if (event.stream === 'refs/heads') seen.push(event);
      // Git writes refs one by one: what is seen first may be a part of them.
      if (countOf(seen) >= names.length) all.resolve();
    });
    example.git('fetch', '--quiet', '.', ...names.map((name) => `main:refs/heads/${name}`));
    await all.promise;
    example.git('checkout', '--quiet', 'many/b000');
    await ground.row('branches', 'many/b000', (row) => row?.current === true);
    expect(countOf(seen)).toBe(130);
    const { data } = refsMoved(names.map((branch) => ({ branch, from: null, to: main })));
    expect(data['moves']).toHaveLength(100);
    expect(data['omitted']).toBe(30);
  });
});
