import type { Deployment } from '../../protocol/deployments.ts';
import type { Slot } from '../../protocol/slots.ts';

/** The sentence about a slot that needs a human; undefined where it needs none, or where its deployment tells it. */
export function slotNeeds(
  slot: Slot,
  deployments: () => readonly Deployment[] = () => [],
): string | undefined {
  const { id, state, problem } = slot;
  if (state !== 'failed' && state !== 'unhealthy' && state !== 'unknown') return undefined;
  if (state === 'failed' && isTold(slot, deployments())) return undefined;
  return `Slot ${id} ${state === 'failed' ? 'failed' : `is ${state}`}${problem === null ? '.' : `: ${problem}`}`;
}

/** Whether a deployment was at work in the slot when it failed: it undoes that by itself, and its end says why. */
function isTold(slot: Slot, deployments: readonly Deployment[]): boolean {
  const here = deployments.filter(
    ({ environment, team }) => environment === slot.environment && team === slot.team,
  );
  // Once there is a newer one nothing is said of those before: what still has the requests is told by itself.
  return (slot.live ? here.slice(0, 1) : here).some((deployment) => wasAtWork(deployment, slot));
}

function wasAtWork(
  { slot: place, commit, requestedAt, endedAt }: Deployment,
  { slot, ...failed }: Slot,
): boolean {
  if (place !== slot || commit !== failed.commit || failed.since === null) return false;
  const at = Date.parse(failed.since);
  return Date.parse(requestedAt) <= at && (endedAt === null || at <= Date.parse(endedAt));
}
