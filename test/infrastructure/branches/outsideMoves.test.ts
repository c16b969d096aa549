import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { movesBetween } from '../../../server/infrastructure/branches/outsideMoves.ts';
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

  it('are one event where many happen at once, which names the first hundred', () => {
    const after = new Map(Array.from({ length: 130 }, (_, index) => [`b${index}`, 'a'.repeat(40)]));
    const { data } = refsMoved(movesBetween(new Map(), after));
    expect(data['moves']).toHaveLength(100);
    expect(data['omitted']).toBe(30);
    expect(movesBetween(after, after)).toEqual([]);
  });
});
