import type { Deployment } from '../../../server/protocol/deployments.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import type { LiveStore, StoreChange } from '../../infrastructure/liveStore.ts';
import { hasEnded } from './deploymentWords.ts';

interface Index {
  readonly revision: number;
  readonly latest: ReadonlyMap<string, Deployment>;
  readonly waiting: ReadonlyMap<string, readonly Deployment[]>;
}

const indexes = new WeakMap<LiveStore, Index>();

/** The deployment to show under a slot: what is on its way there, what runs there, or why the last one does not. */
export function deploymentIn(slot: Slot, store: LiveStore): Deployment | undefined {
  const latest = indexOf(store).latest.get(slot.id);
  if (latest === undefined || !hasEnded(latest)) return latest;
  if (latest.state === 'failed' || latest.state === 'rolled-back') return latest;
  return slot.state !== 'idle' && slot.commit === latest.commit ? latest : undefined;
}

/** Whether a deployment is on its way to a slot: what is done with it is done with the deployment. */
export function isAwaited(slot: Slot, store: LiveStore): boolean {
  const deployment = deploymentIn(slot, store);
  return deployment !== undefined && !hasEnded(deployment);
}

/** Deployments of a team into an environment that have no slot yet. */
export function deploymentsWithoutSlot(
  environment: string,
  team: string,
  store: LiveStore,
): readonly Deployment[] {
  return indexOf(store).waiting.get(`${environment}/${team}`) ?? [];
}

/** Slots to which a deployment is on its way. */
export function* busySlots(store: LiveStore): Generator<string> {
  for (const [id, row] of indexOf(store).latest) if (!hasEnded(row)) yield id;
}

/** Slots whose rows a change of deployments shows anew. */
export function* slotsOf(change: StoreChange, store: LiveStore): Generator<string> {
  if (change.resource !== 'deployments') return;
  for (const id of change.ids)
    for (const row of [change.previous.get(id) as Deployment | undefined, store.get('deployments', id)])
      if (row?.slot) yield slotId(row, row.slot);
}

/** Newest first. */
export function newerFirst(a: Deployment, b: Deployment): number {
  return Number(b.id) - Number(a.id);
}

function indexOf(store: LiveStore): Index {
  const revision = store.revision('deployments');
  const known = indexes.get(store);
  if (known?.revision === revision) return known;
  const latest = new Map<string, Deployment>();
  const waiting = new Map<string, Deployment[]>();
  for (const row of [...store.rows('deployments').values()].sort(newerFirst)) {
    if (row.slot !== null) keepFirst(latest, slotId(row, row.slot), row);
    else if (!hasEnded(row)) append(waiting, `${row.environment}/${row.team}`, row);
  }
  const index = { revision, latest, waiting };
  indexes.set(store, index);
  return index;
}

/** One under way before all that have ended. */
function keepFirst(latest: Map<string, Deployment>, id: string, row: Deployment): void {
  const present = latest.get(id);
  if (present === undefined || (hasEnded(present) && !hasEnded(row))) latest.set(id, row);
}

function append(waiting: Map<string, Deployment[]>, key: string, row: Deployment): void {
  waiting.set(key, [...(waiting.get(key) ?? []), row]);
}

function slotId({ environment, team }: Deployment, slot: string): string {
  return `${environment}/${team}/${slot}`;
}
