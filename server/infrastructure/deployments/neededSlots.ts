import type { CommandStore } from '../events/subject.ts';
import { movesRequests, routeOf } from './deploymentHistory.ts';
import { openDeployments } from './deploymentStream.ts';

/** Whether a deployment under way may send the requests back to what runs in a slot. */
export function isNeeded(commands: CommandStore, id: string): boolean {
  return openDeployments(commands).some(([, history]) => {
    const { replaced } = history;
    return movesRequests(history) && replaced !== null && `${routeOf(history)}/${replaced.slot}` === id;
  });
}
