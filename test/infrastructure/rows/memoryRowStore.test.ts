import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryRowStore } from '../../../server/infrastructure/rows/memoryRowStore.ts';
import type { Agent } from '../../../server/protocol/agents.ts';
import type { Changed } from '../../../server/protocol/events.ts';
import { agentRow } from '../../agentRow.ts';

function watched(): { rows: MemoryRowStore; changes: Changed[] } {
  const rows = new MemoryRowStore();
  const changes: Changed[] = [];
  rows.onChanged((change) => changes.push(change));
  return { rows, changes };
}

describe('the row store', () => {
  it('tells of a row that is different, not of one that is equal', () => {
    const { rows, changes } = watched();
    rows.set('agents', 'A', agentRow('A'));
    rows.set('agents', 'A', agentRow('A'));
    rows.set('agents', 'A', agentRow('A', { health: 'late' }));
    rows.delete('agents', 'A');
    rows.delete('agents', 'A');
    expect(changes.map(({ id, row }) => [id, row && (row as Agent).health])).toEqual([
      ['A', 'fresh'],
      ['A', 'late'],
      ['A', null],
    ]);
  });

  it('refuses a row that is not as the API describes it and keeps the one it has', () => {
    const { rows, changes } = watched();
    rows.set('agents', 'A', agentRow('A'));
    expect(() => rows.set('agents', 'A', agentRow('A', { version: 1.5 }))).toThrow(/agents\/A.*version/s);
    expect(rows.get('agents', 'A')?.version).toBe(1);
    expect(changes).toHaveLength(1);
  });

  it('lists in the order of the map it was given last, and a new order is a new list', () => {
    const { rows } = watched();
    rows.replace('agents', new Map(['A', 'B'].map((id) => [id, agentRow(id)])));
    const before = rows.readyList('agents').etag;
    rows.replace('agents', new Map(['B', 'A'].map((id) => [id, agentRow(id)])));
    expect(rows.list('agents').map(({ id }) => id)).toEqual(['B', 'A']);
    expect(rows.readyList('agents').etag).not.toBe(before);
  });

  it('makes the JSON of a list once per change, with an ETag that no other store has', () => {
    const { rows } = watched();
    rows.set('agents', 'A', agentRow('A'));
    const ready = rows.readyList('agents');
    expect(JSON.parse(ready.bytes.toString())).toEqual([agentRow('A')]);
    expect(rows.readyList('agents')).toBe(ready);
    rows.set('agents', 'A', agentRow('A', { health: 'late' }));
    expect(rows.readyList('agents').etag).not.toBe(ready.etag);
    expect(new MemoryRowStore().readyList('agents').etag).not.toBe(
      new MemoryRowStore().readyList('agents').etag,
    );
  });

  it('knows the JSON of the rows it gives out and of nothing else', () => {
    const { rows } = watched();
    const mine = agentRow('A');
    rows.set('agents', 'A', mine);
    const given = rows.get('agents', 'A');
    expect(given && rows.jsonOf(given)).toBe(JSON.stringify(agentRow('A')));
    expect(rows.jsonOf(mine)).toBeUndefined();
  });

  it('goes on when a listener throws', () => {
    const errors: unknown[] = [];
    const rows = new MemoryRowStore((error) => errors.push(error));
    const seen: string[] = [];
    rows.onChanged(() => {
      throw new Error('listener');
    });
    rows.onChanged(({ id }) => seen.push(id));
    rows.set('agents', 'A', agentRow('A'));
    expect([seen, errors.length]).toEqual([['A'], 1]);
  });

  it('lets a follower who applies every change have the same rows, whatever happens', () => {
    const id = fc.constantFrom('A', 'B', 'C');
    const row = fc.record({ id, version: fc.nat({ max: 2 }) });
    const step = fc.oneof(row, id, fc.uniqueArray(row, { selector: (entry) => entry.id }));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { rows, changes } = watched();
        for (const entry of steps) {
          if (typeof entry === 'string') rows.delete('agents', entry);
          else if (Array.isArray(entry))
            rows.replace('agents', new Map(entry.map((one) => [one.id, agentRow(one.id, one)])));
          else rows.set('agents', entry.id, agentRow(entry.id, entry));
        }
        const follower = new Map<string, unknown>();
        for (const change of changes)
          if (change.row === null) follower.delete(change.id);
          else follower.set(change.id, change.row);
        expect([...follower].toSorted()).toEqual(
          rows
            .list('agents')
            .map((one) => [one.id, one])
            .toSorted(),
        );
      }),
    );
  });

  it('gives new rows their place where it is told the order, and moves no others', () => {
    const order = new Intl.Collator('en', { numeric: true }).compare;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 })), (numbers) => {
        const rows = new MemoryRowStore();
        for (const number of numbers)
          rows.set('agents', `Agent-${number}`, agentRow(`Agent-${number}`), order);
        const sorted = [...new Set(numbers)].sort((a, b) => a - b).map((number) => `Agent-${number}`);
        expect(rows.list('agents').map(({ id }) => id)).toEqual(sorted);
      }),
    );
  });
});
