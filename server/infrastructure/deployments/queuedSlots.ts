import type { DeploymentPolicy } from './deploymentPolicy.ts';
import type { QueuedSlot } from './deploymentQueue.ts';
import type { TrafficBook } from './traffic/trafficBook.ts';

export interface QueuedSlotParts {
  readonly book: TrafficBook;
  readonly policy: Pick<DeploymentPolicy, 'slotObstacle'>;
}

/** The slots of an environment and team that swarm.json declares, as somebody may use them. */
export function queuedSlots({ book, policy }: QueuedSlotParts, route: string, actor: string): QueuedSlot[] {
  const { live, canary } = book.state(route);
  return [...book.slots(route)].map(([name, history]) => {
    const id = `${route}/${name}`;
    const { phase, commit, hash, revision, instances } = history;
    const isWarm = phase !== 'idle' && phase !== 'failed' && book.slotTraffic(id).warmUntil !== null;
    return {
      name,
      phase,
      commit,
      hash,
      revision,
      instances,
      live: live?.slot === name,
      kept: canary?.slot === name ? 'canary' : isWarm ? 'warm' : null,
      obstacle: policy.slotObstacle(id, actor),
    };
  });
}
