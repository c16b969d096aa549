import { expect, it } from 'vitest';
import { LiveStore } from '../../../../client/infrastructure/liveStore.ts';
import { oldestLoaded, rememberLoaded } from '../../../../client/views/deployments/olderDeployments.ts';
import { snapshotWith } from '../../infrastructure/snapshotWith.ts';
import { deploymentRow } from './deploymentRows.ts';

/** Numbers with gaps: a request that is refused may have had one. */
function storeOf(...ids: number[]): LiveStore {
  const store = new LiveStore();
  store.applySnapshot({ ...snapshotWith([]), deployments: ids.map((id) => deploymentRow(id)) });
  return store;
}
const even = (from: number, count: number) => Array.from({ length: count }, (_, index) => from - index * 2);

it('a snapshot of few is all there is', () => {
  expect(oldestLoaded(storeOf())).toBeUndefined();
  expect(oldestLoaded(storeOf(...even(1000, 199)))).toBeUndefined();
});

it('below the newest 200 there may be more, whatever is still under way from before', () => {
  expect(oldestLoaded(storeOf(...even(1000, 200), 7, 3))).toBe(602);
});

it('what was loaded counts, until a new snapshot forgets it', () => {
  const store = storeOf(...even(1000, 200));
  const older = even(600, 100).map((id) => deploymentRow(id, { state: 'live' }));
  store.addMissing('deployments', new Map(older.map((row) => [row.id, row])));
  rememberLoaded(store, { oldest: 402, complete: false });
  expect(oldestLoaded(store)).toBe(402);
  rememberLoaded(store, { oldest: 402, complete: true });
  expect(oldestLoaded(store)).toBeUndefined();
  store.applySnapshot({ ...snapshotWith([]), deployments: even(1000, 200).map((id) => deploymentRow(id)) });
  expect(oldestLoaded(store)).toBe(602);
});

it('adding older ones keeps what is newer', () => {
  const store = storeOf(2);
  const older = [2, 1].map((id) => deploymentRow(id, { state: 'live' }));
  store.addMissing('deployments', new Map(older.map((row) => [row.id, row])));
  expect(store.get('deployments', '2')?.state).toBe('building');
  expect(store.get('deployments', '1')?.state).toBe('live');
});
