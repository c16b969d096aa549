import { expect, it, vi } from 'vitest';
import { LiveStore } from '../../../../client/infrastructure/liveStore.ts';
import {
  deploymentIn,
  deploymentsWithoutSlot,
  newerFirst,
  slotsOf,
} from '../../../../client/views/deployments/deploymentRelations.ts';
import type { Deployment } from '../../../../server/protocol/deployments.ts';
import { slotRow } from '../branches/branchRows.ts';
import { deploymentRow } from './deploymentRows.ts';

vi.mock('vscode', () => ({ l10n: { t: (text: string) => text } }));

const slot = slotRow('feature/x', { id: 'staging/ai/slot-1', environment: 'staging' });

function storeOf(...rows: Deployment[]): LiveStore {
  const store = new LiveStore();
  for (const row of rows) store.applyChange({ resource: 'deployments', id: row.id, row });
  return store;
}

it('below a slot stands what is on its way there, before anything that ended later', () => {
  const store = storeOf(deploymentRow(9), deploymentRow(10, { state: 'cancelled' }));
  expect(deploymentIn(slot, store)?.id).toBe('9');
});

it('below a slot stands the last deployment of what runs there, and one that failed until another follows', () => {
  const live = deploymentRow(9, { state: 'live' });
  expect(deploymentIn(slot, storeOf(live))?.id).toBe('9');
  expect(deploymentIn({ ...slot, commit: 'b'.repeat(40) }, storeOf(live))).toBeUndefined();
  expect(deploymentIn({ ...slot, state: 'idle' }, storeOf(live))).toBeUndefined();
  const failed = storeOf(live, deploymentRow(10, { state: 'failed' }));
  expect(deploymentIn({ ...slot, state: 'idle' }, failed)?.id).toBe('10');
});

it('what has no slot yet is known by environment and team', () => {
  const store = storeOf(
    deploymentRow(9, { slot: null, state: 'queued' }),
    deploymentRow(8, { slot: null, state: 'cancelled' }),
    deploymentRow(7, { slot: null, state: 'queued', team: 'web' }),
  );
  expect(deploymentsWithoutSlot('staging', 'ai', store).map(({ id }) => id)).toEqual(['9']);
  store.applyChange({ resource: 'deployments', id: '9', row: deploymentRow(9) });
  expect(deploymentsWithoutSlot('staging', 'ai', store)).toEqual([]);
});

it('a change touches the slot a deployment is in and the one it was in', () => {
  const store = storeOf(deploymentRow(9));
  const touched: string[] = [];
  store.onChanged((change) => touched.push(...slotsOf(change, store)));
  store.applyChange({ resource: 'deployments', id: '9', row: deploymentRow(9, { slot: 'slot-2' }) });
  expect(touched).toEqual(['staging/ai/slot-1', 'staging/ai/slot-2']);
});

it('numbers count as numbers: 10 is newer than 9', () => {
  expect([deploymentRow(9), deploymentRow(10)].sort(newerFirst).map(({ id }) => id)).toEqual(['10', '9']);
});
