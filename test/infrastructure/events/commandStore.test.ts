import { describe, expect, it } from 'vitest';
import { openCommandStore } from '../../../server/infrastructure/events/commandStore.ts';
import type { SwarmEvent } from '../../../server/protocol/events.ts';
import { add, counter, tester } from './counter.ts';
import { TemporaryLog } from './temporaryLog.ts';

function keyed(key: string, requestHash = 'h1') {
  return { actor: 'tester', idempotency: { key, requestHash } };
}

describe('the command store', () => {
  it('makes one commit of everything that one turn asks for', async () => {
    await using temporary = new TemporaryLog();
    const batches: number[] = [];
    const store = await openCommandStore({ log: temporary.log, onBatch: (events) => batches.push(events) });
    await Promise.all([1, 2, 3].map((by) => store.execute(counter, 'a', add(by), tester)));
    expect(batches).toEqual([3]);
    expect(store.get(counter, 'a')).toEqual({ state: 6, version: 3 });
  });

  it('decides against what is asked for but not yet durable', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    const answers = await Promise.allSettled(
      [600, 600].map((by) => store.execute(counter, 'a', add(by), tester)),
    );
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(store.get(counter, 'a').state).toBe(600);
    expect(temporary.log.lastSeq).toBe(1);
  });

  it('shows and tells nothing before it is committed', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    const told: SwarmEvent[] = [];
    store.onCommitted((event) => told.push(event));
    const answer = store.execute(counter, 'a', add(1), tester);
    expect([store.get(counter, 'a').version, told.length]).toEqual([0, 0]);
    await answer;
    expect([store.get(counter, 'a').version, told.length]).toEqual([1, 1]);
    expect(told).toEqual(await temporary.log.read(0, 10));
  });

  it('tells every listener of every event in order, even when one throws', async () => {
    await using temporary = new TemporaryLog();
    const errors: unknown[] = [];
    const store = await openCommandStore({
      log: temporary.log,
      onListenerError: (error) => errors.push(error),
    });
    const told: number[] = [];
    store.onCommitted(() => {
      throw new Error('listener');
    });
    const end = store.onCommitted((event) => told.push(event.seq));
    await Promise.all(['a', 'b', 'a'].map((id) => store.execute(counter, id, add(1), tester)));
    end();
    await store.execute(counter, 'a', add(1), tester);
    expect(told).toEqual([1, 2, 3]);
    expect(errors).toHaveLength(4);
  });

  it('does a request once however often its key comes, at the same time or after a restart', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    const twice = await Promise.all([1, 2].map(() => store.execute(counter, 'a', add(5), keyed('k'))));
    expect(twice.map(({ state }) => state)).toEqual([5, 5]);
    expect((await store.execute(counter, 'b', add(5), keyed('k'))).state).toBe(5);
    await store.close();
    await temporary.reopen();
    const after = await temporary.store();
    expect((await after.execute(counter, 'a', add(5), keyed('k'))).state).toBe(5);
    expect((await after.execute(counter, 'b', add(5), keyed('k'))).state).toBe(5);
    expect(temporary.log.lastSeq).toBe(2);
  });

  it('refuses a key that belongs to another request, pending or done', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    const first = store.execute(counter, 'a', add(5), keyed('k'));
    const other = () => store.execute(counter, 'b', add(5), keyed('k', 'h2'));
    await expect(other()).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await first;
    await expect(other()).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(temporary.log.lastSeq).toBe(1);
  });

  it('appends nothing for an empty decision but answers only when what it was based on is durable', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    const order: string[] = [];
    store.onCommitted(() => order.push('committed'));
    const first = store.execute(counter, 'a', add(1), tester);
    const empty = store
      .execute(counter, 'a', add(0), tester)
      .then(({ state }) => order.push(`empty at ${state}`));
    await Promise.all([first, empty]);
    expect(order).toEqual(['committed', 'empty at 1']);
    expect(temporary.log.lastSeq).toBe(1);
  });

  it('folds a subject whose first question comes long after the start', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    await store.execute(counter, 'x/y', add(4), tester);
    await store.close();
    const after = await temporary.store();
    expect([...after.all(counter)]).toEqual([['x/y', { state: 4, version: 1 }]]);
  });

  it('keeps the data as they were decided, whatever the caller does with them later', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    const data: Record<string, unknown> = { by: 1, absent: undefined };
    const answer = store.execute(counter, 'a', () => [{ type: 'counter.added', data }], tester);
    data['by'] = 100;
    expect((await answer).state).toBe(1);
    expect((await temporary.log.read(0, 1))[0]?.data).toEqual({ by: 1 });
  });

  it('finishes what is decided when it closes and refuses what comes later', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    const last = store.execute(counter, 'a', add(1), tester);
    await store.close();
    expect((await last).state).toBe(1);
    await expect(store.execute(counter, 'a', add(1), tester)).rejects.toMatchObject({
      code: 'shutting-down',
    });
  });
});

describe('the command store on a full disk', () => {
  it('gives every waiting caller the error, changes nothing, and goes on when there is room', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    await store.execute(counter, 'a', add(1), tester);
    temporary.database.exec('PRAGMA max_page_count = 1');
    const long = () => [{ type: 'counter.added', data: { by: 2, note: 'x'.repeat(50_000) } }];
    const answers = await Promise.allSettled([
      store.execute(counter, 'a', long, keyed('k')),
      store.execute(counter, 'b', long, tester),
    ]);
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: { reason: 'unwritable' } });
    expect(store.get(counter, 'a')).toEqual({ state: 1, version: 1 });
    temporary.database.exec('PRAGMA max_page_count = 1000000');
    expect(await store.execute(counter, 'a', long, keyed('k'))).toEqual({ state: 3, version: 2 });
    await temporary.log.verify();
  });
});
