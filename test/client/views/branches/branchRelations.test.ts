import { describe, expect, it } from 'vitest';
import { LiveStore, type StoreChange } from '../../../../client/infrastructure/liveStore.ts';
import { relatedBranches, relationsOf } from '../../../../client/views/branches/branchRelations.ts';
import type { Changed } from '../../../../server/protocol/events.ts';
import { agentRow } from '../../../agentRow.ts';
import { contractRow } from '../../../contractRow.ts';
import { branchRow, conflictRow, queueEntry, queueRow, slotRow } from './branchRows.ts';

/** Branches that a change of another row touches. */
function touchedBy(store: LiveStore, change: Changed): string[] {
  const changes: StoreChange[] = [];
  const end = store.onChanged((one) => changes.push(one));
  store.applyChange(change);
  end();
  return changes.flatMap((one) => [...relatedBranches(one, store)]).sort();
}

function storeWithBranches(...names: string[]): LiveStore {
  const store = new LiveStore();
  for (const name of names) store.applyChange({ resource: 'branches', id: name, row: branchRow(name) });
  return store;
}

describe('what other rows say of a branch', () => {
  it('are its conflicts, the base first, its place in a queue, its slots', () => {
    const store = storeWithBranches('a', 'b');
    const pairs = [conflictRow('a', 'b'), conflictRow('a', 'main', true), conflictRow('b', 'c')];
    for (const row of pairs) store.applyChange({ resource: 'conflicts', id: row.id, row });
    store.applyChange({ resource: 'queue', id: 'main', row: queueRow([queueEntry('a')]) });
    store.applyChange({ resource: 'slots', id: 'one', row: slotRow('a') });
    store.applyChange({ resource: 'slots', id: 'idle', row: slotRow('a', { state: 'idle' }) });
    const relations = relationsOf(store);
    expect(relations.conflictsOf('a').map(({ id }) => id)).toEqual(['a main', 'a b']);
    expect(relations.queuedAs('a')).toMatchObject({ target: 'main', entry: { position: 1 } });
    expect(relations.queuedAs('b')).toBeUndefined();
    expect(relations.slotsOf('a')).toHaveLength(1);
  });

  it('are true after each change', () => {
    const store = storeWithBranches('a');
    const relations = relationsOf(store);
    expect(relations.conflictsOf('a')).toEqual([]);
    const row = conflictRow('a', 'b');
    store.applyChange({ resource: 'conflicts', id: row.id, row });
    expect(relations.conflictsOf('a')).toHaveLength(1);
    store.applyChange({ resource: 'conflicts', id: row.id, row: null });
    expect(relations.conflictsOf('a')).toEqual([]);
  });

  it('find the contract whose id the name holds as a whole', () => {
    const store = storeWithBranches();
    for (const id of ['MERGE-PRESENCE', 'contract_12', 'C-1'])
      store.applyChange({ resource: 'contracts', id, row: contractRow(id) });
    const found = (name: string) =>
      relationsOf(store)
        .contractsOf(name)
        .map(({ id }) => id);
    expect(found('feature/realtime-merge-presence')).toEqual(['MERGE-PRESENCE']);
    expect(found('feature/ai/contract-12-embeddings')).toEqual(['contract_12']);
    expect(found('feature/c-12')).toEqual([]);
  });

  it('know an author who is an agent, by name or by id', () => {
    const store = storeWithBranches();
    store.applyChange({ resource: 'agents', id: 'Agent-2', row: agentRow('Agent-2') });
    expect(relationsOf(store).agentOf('Agent-2')?.id).toBe('Agent-2');
    expect(relationsOf(store).agentOf('Ada')).toBeUndefined();
  });
});

describe('a change of other rows', () => {
  it('touches the two branches of a conflict that appears or goes', () => {
    const store = storeWithBranches('a', 'b', 'c');
    const row = conflictRow('a', 'b');
    expect(touchedBy(store, { resource: 'conflicts', id: row.id, row })).toEqual(['a', 'b']);
    expect(touchedBy(store, { resource: 'conflicts', id: row.id, row: null })).toEqual(['a', 'b']);
  });

  it('touches the branches whose place in the queue is another one', () => {
    const store = storeWithBranches('a', 'b', 'c');
    const first = queueRow([queueEntry('a'), queueEntry('b', { position: 2 })]);
    expect(touchedBy(store, { resource: 'queue', id: 'main', row: first })).toEqual(['a', 'b']);
    const paused = { ...first, waiting: 'main is checked out.' };
    expect(touchedBy(store, { resource: 'queue', id: 'main', row: paused })).toEqual([]);
    const next = queueRow([queueEntry('a', { state: 'testing' }), queueEntry('b', { position: 2 })]);
    expect(touchedBy(store, { resource: 'queue', id: 'main', row: next })).toEqual(['a']);
    expect(touchedBy(store, { resource: 'queue', id: 'main', row: null })).toEqual(['a', 'b']);
  });

  it('touches what runs, or ran, in a slot, and what a contract names', () => {
    const store = storeWithBranches('a', 'x-c-1');
    store.applyChange({ resource: 'slots', id: 's', row: slotRow('a') });
    expect(touchedBy(store, { resource: 'slots', id: 's', row: slotRow('x-c-1') })).toEqual(['a', 'x-c-1']);
    expect(touchedBy(store, { resource: 'contracts', id: 'C-1', row: contractRow('C-1') })).toEqual([
      'x-c-1',
    ]);
    expect(touchedBy(store, { resource: 'agents', id: 'Agent-1', row: agentRow('Agent-1') })).toEqual([]);
  });
});
