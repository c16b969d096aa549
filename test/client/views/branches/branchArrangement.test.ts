import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveStore } from '../../../../client/infrastructure/liveStore.ts';
import {
  type BranchArrangement,
  branchGrouping,
  branchGroups,
  branchSorts,
  defaultArrangement,
  parseArrangement,
} from '../../../../client/views/branches/branchArrangement.ts';
import { branchStates, statesOf } from '../../../../client/views/branches/branchState.ts';
import { RowIndex } from '../../../../client/views/rowIndex.ts';
import type { Branch } from '../../../../server/protocol/branches.ts';
import { snapshotWith } from '../../infrastructure/snapshotWith.ts';
import { branchRow, conflictRow, queueEntry, queueRow } from './branchRows.ts';

const viewer = { names: ['Ada'], now: Date.parse('2026-11-21T12:00:00.000Z') };

function storeWith(...branches: Branch[]): LiveStore {
  const store = new LiveStore();
  for (const row of branches) store.applyChange({ resource: 'branches', id: row.name, row });
  return store;
}

/** Names as the view shows them, each group before its rows. */
function shown(store: LiveStore, changes: Partial<BranchArrangement>): string[] {
  const rows = store.rows('branches');
  const index = new RowIndex(branchGrouping({ ...defaultArrangement, ...changes }, store, () => viewer));
  index.rebuild(rows);
  const groups = index.groupsIn([]).flatMap((name) => [`[${name}]`, ...index.rowsIn([name], rows)]);
  return [...index.rowsIn([], rows), ...groups];
}

const base = branchRow('main', { base: true, ahead: 0 });

describe('the states of a branch', () => {
  it('are what its row and other rows say', () => {
    const worktree = { path: '/w', main: false, missing: false, dirty: 2 };
    const old = branchRow('old', { committedAt: '2026-09-01T00:00:00.000Z', behind: 3, worktree });
    const store = storeWith(old, branchRow('other', { author: 'Bob' }));
    store.applyChange({ resource: 'conflicts', id: 'old other', row: conflictRow('old', 'other') });
    const queue = queueRow([queueEntry('other')]);
    store.applyChange({ resource: 'queue', id: 'main', row: queue });
    expect([...statesOf(old, store, viewer)]).toEqual(['conflicts', 'dirty', 'behind', 'stale', 'mine']);
    const other = store.get('branches', 'other') ?? base;
    expect([...statesOf(other, store, viewer)]).toEqual(['conflicts', 'queued']);
  });

  it('never call the base merged, behind or stale', () => {
    const old = { ...base, behind: 4, author: 'Bob', committedAt: '2020-01-01T00:00:00.000Z' };
    expect([...statesOf(old, storeWith(old), viewer)]).toEqual([]);
  });

  it('count days as the configuration of the service does', () => {
    const row = branchRow('week', { author: 'Bob', committedAt: '2026-11-14T12:00:00.000Z' });
    const store = storeWith(row);
    const { service } = snapshotWith([]);
    store.applyChange({ resource: 'service', id: 'service', row: { ...service, activeDays: 8 } });
    expect(statesOf(row, store, viewer).has('stale')).toBe(false);
    store.applyChange({ resource: 'service', id: 'service', row: { ...service, activeDays: 5 } });
    expect(statesOf(row, store, viewer).has('stale')).toBe(true);
  });
});

describe('the arrangement of branches', () => {
  const store = storeWith(
    base,
    branchRow('ai-2', { team: 'ai', ahead: 1, committedAt: '2026-11-21T00:00:00.000Z' }),
    branchRow('ai-10', { team: 'ai', ahead: 5, behind: 2, author: 'Bob' }),
    branchRow('docs', { ahead: 0, behind: 1, subject: 'Explain the AI' }),
  );

  it('groups by team at first, the base above, what has no team last', () => {
    expect(shown(store, {})).toEqual(['main', '[ai]', 'ai-2', 'ai-10', '[~]', 'docs']);
  });

  it('sorts by activity, by commits ahead and by conflicts', () => {
    const flat = (sort: BranchArrangement['sort']) => shown(store, { group: 'none', sort });
    expect(flat('activity')).toEqual(['main', 'ai-2', 'ai-10', 'docs']);
    expect(flat('ahead')).toEqual(['main', 'ai-10', 'ai-2', 'docs']);
    const pair = conflictRow('ai-2', 'docs');
    const conflicting = storeWith(...store.rows('branches').values());
    conflicting.applyChange({ resource: 'conflicts', id: pair.id, row: pair });
    expect(shown(conflicting, { group: 'none', sort: 'conflicts' })).toEqual([
      'main',
      'ai-2',
      'docs',
      'ai-10',
    ]);
  });

  it('groups by author and by state, the most important state first', () => {
    expect(shown(store, { group: 'author' })).toEqual(['main', '[Ada]', 'ai-2', 'docs', '[Bob]', 'ai-10']);
    expect(shown(store, { group: 'state' })).toEqual([
      'main',
      '[behind]',
      'ai-10',
      '[merged]',
      'docs',
      '[~]',
      'ai-2',
    ]);
  });

  it('finds every word in name, team, author or subject', () => {
    expect(shown(store, { text: 'explain', group: 'none' })).toEqual(['docs']);
    expect(shown(store, { text: 'AI bob', group: 'none' })).toEqual(['ai-10']);
    expect(shown(store, { text: 'nothing', group: 'none' })).toEqual([]);
  });

  it('shows what has one of the states', () => {
    expect(shown(store, { states: ['merged', 'behind'], group: 'none' })).toEqual(['ai-10', 'docs']);
  });

  it('is by default where what was kept is not understood', () => {
    for (const kept of [undefined, null, 7, 'x', [], { text: 1, states: 'x', sort: 'x', group: null }])
      expect(parseArrangement(kept)).toEqual(defaultArrangement);
    fc.assert(
      fc.property(fc.anything(), (kept) => {
        const { text, states, sort, group } = parseArrangement(kept);
        expect(typeof text).toBe('string');
        expect(states.every((state) => branchStates.includes(state))).toBe(true);
        expect(branchSorts).toContain(sort);
        expect(branchGroups).toContain(group);
      }),
    );
  });

  it('comes back as it was kept', () => {
    const kept: BranchArrangement = { text: 'a b', states: ['dirty'], sort: 'ahead', group: 'state' };
    expect(parseArrangement(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
});

describe('a change of one of a thousand branches', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => branchRow(`feature/ai-${index}`, { team: 'ai' }));
  const indexOf = (store: LiveStore, changes: Partial<BranchArrangement>) => {
    const index = new RowIndex(branchGrouping({ ...defaultArrangement, ...changes }, store, () => viewer));
    index.rebuild(store.rows('branches'));
    return index;
  };
  const change = (store: LiveStore, facts: Partial<Branch>) => {
    const row = branchRow('feature/ai-500', { team: 'ai', ...facts });
    store.applyChange({ resource: 'branches', id: row.name, row });
    return [row.name];
  };

  it('touches that row alone where its place stays', () => {
    const store = storeWith(...rows);
    for (const sort of branchSorts) {
      const index = indexOf(store, { sort });
      const touched = index.apply(change(store, { subject: sort }), store.rows('branches'));
      expect(touched, sort).toEqual({ rows: new Set(['feature/ai-500']), groups: new Set(), root: false });
    }
  });

  it('touches its group where it takes another place', () => {
    const store = storeWith(...rows);
    const index = indexOf(store, { sort: 'ahead' });
    const ids = change(store, { ahead: 9 });
    expect(index.apply(ids, store.rows('branches')).groups).toEqual(new Set(['ai']));
    expect(index.rowsIn(['ai'], store.rows('branches'))[0]).toBe('feature/ai-500');
    expect(index.apply(ids, store.rows('branches')).rows).toEqual(new Set(ids));
  });

  it('lets it come and go with the filter', () => {
    const store = storeWith(...rows);
    const index = indexOf(store, { states: ['behind'], group: 'none' });
    expect(index.count([])).toBe(0);
    expect(index.apply(change(store, { behind: 1 }), store.rows('branches')).root).toBe(true);
    expect(index.count([])).toBe(1);
    expect(index.apply(change(store, {}), store.rows('branches')).root).toBe(true);
    expect(index.count([])).toBe(0);
    expect(index.apply(change(store, { subject: 'x' }), store.rows('branches'))).toEqual({
      rows: new Set(),
      groups: new Set(),
      root: false,
    });
  });
});
