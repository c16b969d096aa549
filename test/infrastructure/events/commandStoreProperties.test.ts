import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedCommandStore } from '../../../server/infrastructure/events/commandStore.ts';
import { add, counter } from './counter.ts';
import { TemporaryLog } from './temporaryLog.ts';

const command = fc.record({
  id: fc.constantFrom('a', 'b', 'c/d'),
  by: fc.integer({ min: 0, max: 400 }),
  key: fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined }),
  pause: fc.nat({ max: 2 }),
});
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

/** One writer: its commands one after the other, other writers' in between. */
async function write(store: LoggedCommandStore, actor: string, commands: readonly Command[]): Promise<void> {
  for (const { id, by, key, pause } of commands) {
    for (let turn = 0; turn < pause; turn += 1) await new Promise(setImmediate);
    const idempotency = key && { key, requestHash: `${id} ${by}` };
    await store
      .execute(counter, id, add(by), { actor, ...(idempotency ? { idempotency } : {}) })
      .catch((error: unknown) => expect(error).toMatchObject({ name: 'Refusal' }));
  }
}

async function replayed(temporary: TemporaryLog): Promise<[string, unknown][]> {
  await temporary.reopen();
  return [...(await temporary.store()).all(counter)];
}

describe('commands of several writers in any order', () => {
  it('leave a log whose fold is the live state, valid, gapless, each key at most once', async () => {
    const writers = fc.array(fc.array(command, { maxLength: 12 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(writers, async (plans) => {
        await using temporary = new TemporaryLog();
        const store = await temporary.store();
        await Promise.all(plans.map((plan, index) => write(store, `writer-${index}`, plan)));
        await store.close();
        const live = [...store.all(counter)];
        const keys = [...temporary.log.keys()];
        expect(new Set(keys.map(({ key, stream }) => `${key} ${stream}`)).size).toBe(keys.length);
        const events = await temporary.log.read(0, 1000);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        for (const [, { state }] of live) expect(state).toBeLessThanOrEqual(1000);
        expect((await replayed(temporary)).toSorted()).toEqual(live.toSorted());
      }),
      { numRuns: 40 },
    );
  });
});
