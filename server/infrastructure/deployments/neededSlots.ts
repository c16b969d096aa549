import type { CommandStore } from '../events/subject.ts';
import { movesRequests, routeOf, slotIdOf } from './deploymentHistory.ts';
import { openDeployments } from './deploymentStream.ts';

/** The deployment under way that has what runs in a slot, or may send the requests back to it. */
export function deploymentNeeding(commands: CommandStore, id: string): string | undefined {
  const found = openDeployments(commands).find(([, history]) => {
    const { replaced } = history;
    const isTarget = movesRequests(history) && `${routeOf(history)}/${replaced?.slot}` === id;
    return isTarget || slotIdOf(history) === id;
  });
  return found?.[0];
}
