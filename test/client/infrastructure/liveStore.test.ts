import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveStore, type StoreChange } from '../../../client/infrastructure/liveStore.ts';
import { agentRow } from '../../agentRow.ts';
import { snapshotWith } from './snapshotWith.ts';

function recorded(store: LiveStore): Omit<StoreChange, 'previous'>[] {
  const changes: Omit<StoreChange, 'previous'>[] = [];
  store.onChanged(({ resource, ids }) => changes.push({ resource, ids }));
  return changes;
}

describe('LiveStore', () => {
  it('tells the ids of a snapshot once per resource', () => {
    const store = new LiveStore();
    const changes = recorded(store);
    store.applySnapshot(snapshotWith([agentRow('Agent-1'), agentRow('Agent-2')]));
    expect(changes).toEqual([
      { resource: 'service', ids: new Set(['service']) },
      { resource: 'agents', ids: new Set(['Agent-1', 'Agent-2']) },
    ]);
  });

  it('tells after a second snapshot only what differs: changed, new and gone', () => {
    const store = new LiveStore();
    store.applySnapshot(snapshotWith([agentRow('same'), agentRow('changed'), agentRow('gone')]));
    const changes = recorded(store);
    const next = [agentRow('same'), agentRow('changed', { state: 'blocked' }), agentRow('new')];
    store.applySnapshot(snapshotWith(next, 7));
    expect(changes).toEqual([{ resource: 'agents', ids: new Set(['changed', 'gone', 'new']) }]);
    expect([...store.rows('agents').keys()].sort()).toEqual(['changed', 'new', 'same']);
  });

  it('takes over one changed row and says nothing where it equals the present one', () => {
    const store = new LiveStore();
    store.applySnapshot(snapshotWith([agentRow('a')]));
    const changes = recorded(store);
    const row = agentRow('a', { health: 'dead' });
    expect(store.applyChange({ resource: 'agents', id: 'a', row })).toBe(true);
    expect(store.applyChange({ resource: 'agents', id: 'a', row: structuredClone(row) })).toBe(true);
    expect(changes).toEqual([{ resource: 'agents', ids: new Set(['a']) }]);
    expect(store.get('agents', 'a')?.health).toBe('dead');
  });

  it('removes a row that is gone, and says nothing where it never was', () => {
    const store = new LiveStore();
    store.applySnapshot(snapshotWith([agentRow('a')]));
    const changes = recorded(store);
    store.applyChange({ resource: 'agents', id: 'a', row: null });
    store.applyChange({ resource: 'agents', id: 'never', row: null });
    expect(changes).toEqual([{ resource: 'agents', ids: new Set(['a']) }]);
    expect(store.get('agents', 'a')).toBeUndefined();
  });

  it('tells with each change how the rows were before', () => {
    const store = new LiveStore();
    const first = agentRow('a');
    store.applySnapshot(snapshotWith([first]));
    const before: StoreChange['previous'][] = [];
    store.onChanged(({ previous }) => before.push(previous));
    const second = agentRow('a', { health: 'dead' });
    store.applyChange({ resource: 'agents', id: 'a', row: second });
    store.applyChange({ resource: 'agents', id: 'new', row: agentRow('new') });
    store.applySnapshot(snapshotWith([agentRow('new')]));
    expect(before).toEqual([new Map([['a', first]]), new Map(), new Map([['a', second]])]);
  });

  it('keeps of the conflicts those that are newer than the answer', () => {
    const store = new LiveStore();
    const pair = (a: string, b: string) => ({ id: `${a} ${b}`, a, b, base: false, files: ['f'], omitted: 0 });
    store.applyConflicts([pair('gone', 'x'), pair('stays', 'x')], new Set());
    store.applyChange({ resource: 'conflicts', id: 'new x', row: pair('new', 'x') });
    const newer = new Set(['new x', 'ended x']);
    store.applyConflicts([pair('stays', 'x'), pair('ended', 'x')], newer);
    expect([...store.rows('conflicts').keys()].sort()).toEqual(['new x', 'stays x']);
  });

  it('refuses a row in an unknown shape and keeps the one it has', () => {
    const store = new LiveStore();
    store.applySnapshot(snapshotWith([agentRow('a')]));
    const changes = recorded(store);
    expect(store.applyChange({ resource: 'agents', id: 'a', row: { id: 'a', state: 'dancing' } })).toBe(
      false,
    );
    expect(changes).toEqual([]);
    expect(store.get('agents', 'a')?.state).toBe('active');
  });

  it('holds after any changes what their last word on each row was', () => {
    const change = fc.record({ id: fc.constantFrom('a', 'b', 'c'), version: fc.option(fc.nat(3)) });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const store = new LiveStore();
        const last = new Map<string, number>();
        for (const { id, version } of changes) {
          const row = version === null ? null : agentRow(id, { version });
          store.applyChange({ resource: 'agents', id, row });
          if (version === null) last.delete(id);
          else last.set(id, version);
        }
        const held = [...store.rows('agents')].map(([id, row]) => [id, row.version] as const);
        expect(new Map(held)).toEqual(last);
      }),
    );
  });
});
