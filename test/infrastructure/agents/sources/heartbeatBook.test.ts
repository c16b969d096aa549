import { describe, expect, it } from 'vitest';
import { HeartbeatBook } from '../../../../server/infrastructure/agents/sources/heartbeatBook.ts';
import type { HeartbeatRecord } from '../../../../server/infrastructure/events/heartbeatTable.ts';
import { SetClock } from '../setClock.ts';

/** A table that keeps the newest record of each agent, as the one of the service does. */
function tableOf(records = new Map<string, HeartbeatRecord>()) {
  return {
    latest: () => records,
    record(agent: string, time: string, data: Record<string, unknown>) {
      const present = records.get(agent);
      if (!present || present.time <= time) records.set(agent, { time, data: structuredClone(data) });
    },
  };
}

describe('the book of heartbeats', () => {
  it('keeps what is said after the clock was set back an hour, over a restart too', () => {
    const [table, clock] = [tableOf(), new SetClock()];
    new HeartbeatBook(table, clock).record('A', { mission: 'before' });
    clock.jump(-3_600_000);
    new HeartbeatBook(table, clock).record('A', { mission: 'after' });
    expect(new HeartbeatBook(table, clock).get('A')?.report.mission).toBe('after');
  });

  it('counts the same output, and knows when it was new', () => {
    const [table, clock] = [tableOf(), new SetClock()];
    const book = new HeartbeatBook(table, clock);
    book.record('A', { output: 'x' });
    const told = clock.monotonic();
    clock.pass(1000);
    expect(book.record('A', { output: 'x' })).toMatchObject({ output: told, report: { sameOutputs: 2 } });
    clock.pass(1000);
    expect(book.record('A', {})).toMatchObject({ output: told, report: { sameOutputs: 2 } });
    expect(book.record('A', { output: 'y' })).toMatchObject({
      output: clock.monotonic(),
      report: { sameOutputs: 1 },
    });
    expect(new HeartbeatBook(table, clock).get('A')?.output).toBe(clock.monotonic());
  });

  it('reads what another version or a stranger has written as nothing said', () => {
    const records = new Map([
      ['A', { time: '2026-11-21T07:00:00.000Z', data: { mission: 3, load: 'x', process: [] } }],
    ]);
    expect(new HeartbeatBook(tableOf(records), new SetClock()).get('A')).toMatchObject({
      output: null,
      report: { mission: null, load: null, process: null, capabilities: [] },
    });
  });

  it('takes what is said on one line and without control characters', () => {
    const book = new HeartbeatBook(tableOf(), new SetClock());
    const { report } = book.record('A', { mission: ' a\u001b[2J\nb ', waitingFor: '\u0007', role: 'x\ty' });
    expect(report).toMatchObject({ mission: 'a [2J b', waitingFor: null, role: 'x y' });
  });
});
