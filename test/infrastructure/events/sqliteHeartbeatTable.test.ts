import { describe, expect, it } from 'vitest';
import { SqliteHeartbeatTable } from '../../../server/infrastructure/events/sqliteHeartbeatTable.ts';
import { TemporaryLog } from './temporaryLog.ts';

function fail(error: unknown): void {
  throw error;
}

function at(second: number): string {
  return new Date(Date.now() + second * 1000).toISOString();
}

describe('the heartbeat table', () => {
  it('gives the newest sign of life at once and after a restart, and is no part of the log', async () => {
    await using temporary = new TemporaryLog();
    const table = new SqliteHeartbeatTable(temporary.database, fail);
    const [early, late] = [at(-2), at(-1)];
    table.record('Agent-1', late, { mission: 'x' });
    table.record('Agent-1', early, { mission: 'old' });
    expect(table.latest().get('Agent-1')).toEqual({ time: late, data: { mission: 'x' } });
    table.flush();
    await temporary.reopen();
    const after = new SqliteHeartbeatTable(temporary.database, fail);
    expect([...after.latest()]).toEqual([['Agent-1', { time: late, data: { mission: 'x' } }]]);
    expect(temporary.log.lastSeq).toBe(0);
  });

  it('keeps a bounded number for each agent, and finds the newest of all of them', async () => {
    await using temporary = new TemporaryLog();
    const table = new SqliteHeartbeatTable(temporary.database, fail);
    for (let second = -400; second < 0; second += 1) {
      for (const agent of ['a', 'b']) table.record(agent, at(second), { second });
      table.flush();
    }
    const count = temporary.database.prepare('SELECT count(*) AS n FROM heartbeats GROUP BY agent');
    for (const row of count.all()) expect(row['n']).toBeLessThanOrEqual(150);
    await temporary.reopen();
    const after = new SqliteHeartbeatTable(temporary.database, fail).latest();
    expect([...after].map(([agent, { data }]) => [agent, data])).toEqual([
      ['a', { second: -1 }],
      ['b', { second: -1 }],
    ]);
  });

  it('forgets what is older than a week when it opens', async () => {
    await using temporary = new TemporaryLog();
    const table = new SqliteHeartbeatTable(temporary.database, fail);
    table.record('Agent-1', at(-8 * 86_400), {});
    table.record('Agent-2', at(-6 * 86_400), {});
    table.flush();
    await temporary.reopen();
    expect([...new SqliteHeartbeatTable(temporary.database, fail).latest().keys()]).toEqual(['Agent-2']);
  });
});
