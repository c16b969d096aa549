import type { CommandStore } from '../events/subject.ts';
import { holdsRequests, movesRequests, routeOf, slotIdOf } from './deploymentHistory.ts';
import { openDeployments } from './deploymentStream.ts';
import { trafficSubject } from './traffic/trafficSubject.ts';

/** The deployment under way that has what runs in a slot, or may send the requests back to it. */
export function deploymentNeeding(commands: CommandStore, id: string): string | undefined {
  const found = openDeployments(commands).find(([, history]) => {
    const route = routeOf(history);
    const { live } = commands.get(trafficSubject, route).state;
    const kept = movesRequests(history) ? history.replaced : live;
    return slotIdOf(history) === id || (holdsRequests(history) && `${route}/${kept?.slot}` === id);
  });
  return found?.[0];
}
