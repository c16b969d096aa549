import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedCommandStore } from '../../../server/infrastructure/events/commandStore.ts';
import type { Subject } from '../../../server/infrastructure/events/subject.ts';
import { add, counter, tester } from './counter.ts';
import { TemporaryLog } from './temporaryLog.ts';

async function addTo(store: LoggedCommandStore, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) await store.execute(counter, id, add(1), tester);
}

/** A log of two streams whose states were kept. */
async function keptLog(): Promise<TemporaryLog> {
  const temporary = new TemporaryLog();
  const store = await temporary.keepingStore();
  await addTo(store, 'a', 'b', 'a');
  await store.settled();
  await addTo(store, 'b');
  await store.settled();
  await store.close();
  await temporary.reopen();
  return temporary;
}

/** The same subject, counting what it folds. */
function counting(): { readonly subject: Subject<number>; folded(): number } {
  let folded = 0;
  const evolve: Subject<number>['evolve'] = (state, event) => {
    folded += 1;
    return counter.evolve(state, event);
  };
  return { subject: { ...counter, evolve }, folded: () => folded };
}

const whole = [
  ['a', { state: 2, version: 2 }],
  ['b', { state: 2, version: 2 }],
];

describe('states kept beside the log', () => {
  it('spare a start the events they were made of', async () => {
    await using temporary = await keptLog();
    const store = await temporary.keepingStore({ snapshotEvery: 100 });
    await addTo(store, 'b');
    await store.close();
    await temporary.reopen();
    const { subject, folded } = counting();
    const after = await temporary.keepingStore();
    expect(after.get(subject, 'b')).toEqual({ state: 3, version: 3 });
    expect(after.get(subject, 'a')).toEqual({ state: 2, version: 2 });
    expect(folded()).toBe(1);
  });

  it.each([
    ['changed', 'UPDATE snapshots SET version = 1', 'is damaged'],
    ['cut short', "UPDATE snapshots SET state = x'ff' WHERE id = 'a'", 'that of a is damaged'],
    ['of another log', "UPDATE snapshot_positions SET hash = 'x'", 'another log'],
    ['missing', 'DELETE FROM snapshots', 'some are missing'],
  ])('are folded from the log again where they are %s', async (_, sql, why) => {
    await using temporary = await keptLog();
    await temporary.tamper(sql);
    const unusable: string[] = [];
    const store = await temporary.keepingStore({ unusable });
    await addTo(store, 'b');
    expect(unusable).toEqual([expect.stringContaining(why)]);
    expect([...store.all(counter)].toSorted()).toEqual([whole[0], ['b', { state: 3, version: 3 }]]);
  });

  it.each([
    ['another version of the program', counter, '2'],
    ['another schema of the subject', { ...counter, schema: 2 }, '1'],
  ])('of %s are not used, nor again by the first one', async (_, subject, program) => {
    await using temporary = await keptLog();
    const unusable: string[] = [];
    const other = await temporary.keepingStore({ unusable }, program);
    expect([...other.all(subject)].toSorted()).toEqual(whole);
    expect(unusable).toHaveLength(1);
    await other.close();
    const { subject: first, folded } = counting();
    expect([...(await temporary.keepingStore()).all(first)].toSorted()).toEqual(whole);
    expect(folded()).toBe(4);
  });

  it('are not kept of a subject whose states are no plain data, and the others are', async () => {
    await using temporary = new TemporaryLog();
    const errors: unknown[] = [];
    const odd: Subject<unknown> = { name: 'odd', initial: null, evolve: () => () => 'a function' };
    const store = await temporary.keepingStore({ onBackgroundError: (error) => errors.push(error) });
    await store.execute(odd, 'x', () => [{ type: 'odd.made', data: {} }], tester);
    await addTo(store, 'a', 'a');
    await store.settled();
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining('odd/x') })]);
    const rows = temporary.database.prepare('SELECT subject FROM snapshot_positions').all();
    expect(rows).toEqual([{ subject: 'counter' }]);
  });

  it('are kept of a subject that is first asked for long after the start', async () => {
    await using temporary = new TemporaryLog();
    await addTo(await temporary.store(), 'a', 'b');
    const store = await temporary.keepingStore();
    const other = { ...counter, name: 'other' };
    await store.execute(other, 'x', add(1), tester);
    await store.settled();
    store.get(counter, 'a');
    await store.execute(other, 'x', add(1), tester);
    await store.settled();
    const rows = temporary.database.prepare('SELECT subject, streams FROM snapshot_positions');
    expect(rows.all()).toEqual([
      { subject: 'counter', streams: 2 },
      { subject: 'other', streams: 1 },
    ]);
  });

  it('miss nothing that happens while others are being kept', async () => {
    await using temporary = new TemporaryLog();
    const ids = Array.from({ length: 30 }, (_, number) => `n${number}`);
    const store = await temporary.keepingStore({ snapshotEvery: ids.length });
    await Promise.all(ids.map((id) => store.execute(counter, id, add(1), tester)));
    // The first slice is kept, others are not.
    await addTo(store, 'n0');
    await store.settled();
    await Promise.all(ids.slice(1).map((id) => store.execute(counter, id, add(1), tester)));
    await store.settled();
    await store.close();
    await temporary.reopen();
    const unusable: string[] = [];
    const states = [...(await temporary.keepingStore({ unusable })).all(counter).values()];
    expect(new Set(states.map(({ version }) => version))).toEqual(new Set([2]));
    const kept = temporary.database.prepare('SELECT count(*) AS n FROM snapshots WHERE version = 2');
    expect([unusable, kept.get()]).toEqual([[], { n: ids.length }]);
  });

  it('give the states that the whole log gives, whenever the writing was broken off', async () => {
    const life = fc.array(fc.array(fc.constantFrom('a', 'b', 'c/d'), { maxLength: 8 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(life, fc.nat({ max: 3 }), async (runs, every) => {
        await using temporary = new TemporaryLog();
        const unusable: string[] = [];
        for (const ids of runs) {
          const store = await temporary.keepingStore({ snapshotEvery: every + 1, unusable });
          await addTo(store, ...ids);
          // Without waiting for what is being kept: it stops where it is.
          await store.close();
          await temporary.reopen();
        }
        const kept = [...(await temporary.keepingStore({ unusable })).all(counter)];
        expect(unusable).toEqual([]);
        expect(kept.toSorted()).toEqual([...(await temporary.store()).all(counter)].toSorted());
      }),
      { numRuns: 15 },
    );
  });
});

describe('a log whose end was checked before', () => {
  it('is refused where its new end is changed, its old one cut off or written anew', async () => {
    const changes = [
      [
        'UPDATE events SET data = \'{"by":9}\' WHERE seq = 4',
        'event 4 is not the one|event 4 does not follow',
      ],
      ['DELETE FROM events WHERE seq = 4', 'ends at event 3 and had 4'],
      ["UPDATE events SET hash = 'x' WHERE seq = 4", 'event 4 does not follow'],
    ] as const;
    for (const [sql, sentence] of changes) {
      await using temporary = await keptLog();
      await temporary.tamper(sql);
      const message = expect.stringMatching(sentence);
      // The kept position is checked by its hash, the data behind it while the service answers.
      const opened = temporary.keepingStore().then(async (store) => {
        await store.settled();
        await addTo(store, 'a');
      });
      await expect(opened).rejects.toMatchObject({ reason: 'tampered', message });
    }
  });

  it('answers at once where an old event was changed, then refuses commands, and the next start', async () => {
    await using temporary = await keptLog();
    await temporary.tamper(`UPDATE events SET actor = 'somebody' WHERE seq = 1`);
    const told: string[] = [];
    const store = await temporary.keepingStore({ onTampered: ({ message }) => told.push(message) });
    await addTo(store, 'a');
    await store.settled();
    expect(told).toEqual([expect.stringContaining('event 1 does not follow')]);
    await expect(addTo(store, 'a')).rejects.toMatchObject({ reason: 'tampered' });
    expect(store.get(counter, 'a').version).toBe(3);
    await store.close();
    await expect(temporary.keepingStore()).rejects.toMatchObject({ reason: 'tampered' });
  });
});
