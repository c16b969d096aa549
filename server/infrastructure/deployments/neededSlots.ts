import type { CommandStore } from '../events/subject.ts';
import { movesRequests, routeOf, slotIdOf } from './deploymentHistory.ts';
import { openDeployments } from './deploymentStream.ts';

/** Whether a deployment under way has what runs in a slot, or may send the requests back to it. */
export function isNeeded(commands: CommandStore, id: string): boolean {
  return openDeployments(commands).some(([, history]) => {
    const { replaced } = history;
    const isTarget = movesRequests(history) && `${routeOf(history)}/${replaced?.slot}` === id;
    return isTarget || slotIdOf(history) === id;
  });
}
