import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoggedCommandStore } from '../../../../server/infrastructure/events/commandStore.ts';
import { openCommandStore } from '../../../../server/infrastructure/events/commandStore.ts';
import { AccessRecord } from '../../../../server/infrastructure/http/access/accessRecord.ts';
import { decideDenial, denialKind } from '../../../../server/infrastructure/http/access/accessSubject.ts';
import { TemporaryLog } from '../../events/temporaryLog.ts';

let temporary: TemporaryLog;
let commands: LoggedCommandStore;
let now: number;
let access: AccessRecord;
const denial = { route: 'POST /v1/tokens', code: 'not-allowed', detail: 'No.' } as const;

async function open(): Promise<void> {
  commands = await openCommandStore({ log: temporary.log, now: () => new Date(now) });
  access = new AccessRecord(commands, () => now);
}
beforeEach(async () => {
  temporary = new TemporaryLog();
  now = Date.parse('2026-11-21T12:00:00Z');
  await open();
});
afterEach(async () => {
  await commands.close();
  await temporary[Symbol.asyncDispose]();
});

/** Everything that was written, once it is durable. */
async function written() {
  access.close();
  await commands.close();
  const events = await temporary.log.read(0, 1000);
  await open();
  return events.map(({ stream, type, actor, data }) => ({ stream, type, actor, ...data }));
}
const told = { stream: 'access/ada', type: 'access.denied', actor: 'ada', ...denial };

describe('a denial', () => {
  it('is an event of who was denied, with the route and the sentence', async () => {
    access.refused('ada', denial);
    expect(await written()).toEqual([{ ...told, count: 1 }]);
  });

  it('that comes again and again within an hour is counted', async () => {
    for (let index = 0; index < 10_000; index += 1) access.refused('ada', denial);
    now += 3_600_000;
    access.refused('ada', denial);
    access.refused('ada', denial);
    expect(await written()).toEqual([
      { ...told, count: 1 },
      { ...told, count: 10_000 },
      { ...told, count: 1 },
    ]);
  });

  it('of another route, code or name is another', async () => {
    access.refused('ada', denial);
    access.refused('bob', denial);
    access.refused('ada', { ...denial, route: 'POST /v1/shutdown' });
    access.refused(null, { ...denial, code: 'unauthorized' });
    expect((await written()).map(({ stream, actor }) => [stream, actor])).toEqual([
      ['access/ada', 'ada'],
      ['access/bob', 'bob'],
      ['access/ada', 'ada'],
      ['access/(unknown)', 'swarm'],
    ]);
  });

  it('is written again after a restart within the hour only as a number', async () => {
    access.refused('ada', denial);
    await written();
    access.refused('ada', denial);
    now -= 86_400_000;
    access.refused('ada', denial);
    expect((await written()).map((event) => 'count' in event && event.count)).toEqual([1, 2]);
  });

  it('is written at once where the clock was put back', () => {
    const state = { [denialKind(denial)]: now };
    expect(decideDenial(state, denial, 1, now - 1)).toHaveLength(1);
    expect(decideDenial(state, denial, 1, now + 1)).toEqual([]);
  });

  it('has no secret, no endless sentence and no name that is none', async () => {
    access.refused('<script>', {
      ...denial,
      detail: `swarm_pt_${'0'.repeat(12)}_${'x'.repeat(43)} ${'y'.repeat(9999)}`,
    });
    const [event] = await written();
    expect(event).toMatchObject({ stream: 'access/(unknown)', detail: `[redacted] ${'y'.repeat(489)}` });
  });

  it('is no refusal of another kind', async () => {
    access.refused('ada', { ...denial, code: 'not-found' });
    expect(await written()).toEqual([]);
  });
});

it('no denial is lost or counted twice, whatever their order and the clock', async () => {
  const step = fc.record({
    who: fc.constantFrom('ada', 'bob', null),
    wait: fc.integer({ min: 0, max: 4_000_000 }),
  });
  const done = async (steps: { who: string | null; wait: number }[]) => {
    const before = (await written()).length;
    for (const { who, wait } of steps) {
      now += wait;
      access.refused(who, denial);
    }
    const counts = (await written()).slice(before).map((event) => Number('count' in event && event.count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(steps.length);
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 20 }), done), { numRuns: 20 });
});
