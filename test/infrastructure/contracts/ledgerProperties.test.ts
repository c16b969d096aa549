import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layeredEntries } from '../../../server/infrastructure/collections/layeredMap.ts';
import { type ContractState, totalOf } from '../../../server/infrastructure/contracts/contractState.ts';
import { contractSubject } from '../../../server/infrastructure/contracts/contractSubject.ts';
import { entryOf } from '../../../server/infrastructure/contracts/journal.ts';
import { leaderboardOf } from '../../../server/infrastructure/contracts/leaderboard.ts';
import { holdsPoints } from '../../../server/infrastructure/contracts/taskRecord.ts';
import type { CommandStore } from '../../../server/infrastructure/events/subject.ts';
import type { SwarmEvent } from '../../../server/protocol/events.ts';
import { TemporaryLog } from '../events/temporaryLog.ts';
import { ask, type LedgerOperation, ledgerOperation } from './ledgerOperations.ts';

const run = { numRuns: 25 };
const writers = fc.array(fc.array(ledgerOperation, { minLength: 20, maxLength: 60, size: 'max' }), {
  minLength: 2,
  maxLength: 4,
});
/** Opens a contract of 100 points. */
const opening: LedgerOperation = {
  kind: 'create',
  contract: 'C-1',
  points: 60,
  actor: 'ada',
  task: 'T-1',
  agent: 'Agent-1',
  well: true,
  key: undefined,
};

async function write(store: CommandStore, operations: readonly LedgerOperation[]): Promise<void> {
  for (const operation of operations) await ask(store, operation);
}

async function allEvents(temporary: TemporaryLog): Promise<readonly SwarmEvent[]> {
  const events: SwarmEvent[] = [];
  for (let after = 0; after < temporary.log.lastSeq; after = events.at(-1)?.seq ?? after)
    events.push(...(await temporary.log.read(after, 1000)));
  return events;
}

/** Balances as somebody with pen and paper would make them of the journal. */
function balancesOf(events: readonly SwarmEvent[]): Map<string, number> {
  const balances = new Map<string, number>();
  for (const event of events) {
    const entry = entryOf(event);
    if (!entry) continue;
    expect(entry.postings.reduce((sum, { points }) => sum + points, 0)).toBe(0);
    for (const { account, points } of entry.postings) {
      const name = `${entry.contract} ${account}`;
      const balance = (balances.get(name) ?? 0) + points;
      if (!account.startsWith('issued/')) expect(balance).toBeGreaterThanOrEqual(0);
      balances.set(name, balance);
    }
  }
  return balances;
}

function expectReconciled(id: string, state: ContractState, balances: ReadonlyMap<string, number>): void {
  if (!state.opened) return;
  const { books, tasks, progress } = state;
  for (const [account, points] of layeredEntries(books.accounts))
    expect(points).toBe(balances.get(`${id} ${account}`));
  const { issued, budget, held, earned } = books.sums;
  expect(issued + budget + held + earned).toBe(0);
  expect(totalOf(state)).toBe(budget + held + earned);
  const all = [...layeredEntries(tasks)].map(([, task]) => task);
  const sum = (which: (task: (typeof all)[number]) => boolean) =>
    all.filter(which).reduce((points, task) => points + task.points, 0);
  expect(held).toBe(sum(holdsPoints));
  expect(progress.credited).toBe(sum(({ stage }) => stage === 'credited'));
  expect(progress.scope).toBe(sum(({ stage }) => stage !== 'canceled'));
  expect(Object.values(progress.counts).reduce((a, b) => a + b, 0)).toBe(all.length);
  expect(leaderboardOf([state], () => null).total).toBe(earned);
}

/** Of each task a credit follows a credit only after the one before was taken back. */
function expectCreditedOnce(events: readonly SwarmEvent[]): void {
  const credited = new Set<string>();
  for (const { stream, type, data } of events) {
    const task = `${stream}/${String(data['task'])}`;
    if (type === 'task.credited') {
      expect(credited.has(task)).toBe(false);
      credited.add(task);
    }
    if (type === 'task.reversed' || (type === 'task.resolved' && data['outcome'] === 'overturned'))
      credited.delete(task);
  }
}

describe('the ledger under thousands of operations by concurrent writers', () => {
  it('always adds up, overdraws nothing, credits nothing twice, and is the same after it was killed', async () => {
    let operations = 0;
    await fc.assert(
      fc.asyncProperty(writers, async (plans) => {
        await using temporary = new TemporaryLog();
        const store = await temporary.store();
        await write(store, [opening, { ...opening, contract: 'C-2' }]);
        await Promise.all(plans.map((plan) => write(store, plan)));
        operations += plans.flat().length;
        const before = [...store.all(contractSubject)];
        // Nothing is closed: what was answered is in the log, as after kill -9.
        await temporary.reopen();
        const after = await temporary.store();
        expect([...after.all(contractSubject)]).toEqual(before);
        const events = await allEvents(temporary);
        const balances = balancesOf(events);
        for (const [id, { state }] of after.all(contractSubject)) expectReconciled(id, state, balances);
        expectCreditedOnce(events);
      }),
      run,
    );
    expect(operations).toBeGreaterThan(1000);
  });

  it('lets exactly one of many claims win that come in the same turn', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    await write(store, [opening, { ...opening, kind: 'add', points: 10 }]);
    const agents = Array.from({ length: 20 }, (_, index) => `Agent-${index}`);
    const claims = await Promise.all(agents.map((agent) => ask(store, { ...opening, kind: 'claim', agent })));
    expect(claims.filter((won) => won)).toHaveLength(1);
    expect(claims[0]).toBe(true);
  });

  it('does what is asked twice under one key once', async () => {
    await using temporary = new TemporaryLog();
    const store = await temporary.store();
    const direct: LedgerOperation = { ...opening, kind: 'direct', points: 30, key: 1 };
    await write(store, [opening]);
    await Promise.all([ask(store, direct), ask(store, direct)]);
    await temporary.reopen();
    const again = await temporary.store();
    expect(await ask(again, direct)).toBe(true);
    const { state } = again.get(contractSubject, 'C-1');
    expect(state.opened && state.books.sums.earned).toBe(30);
  });
});
