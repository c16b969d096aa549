import type { IncomingHttpHeaders } from 'node:http';
import type { Route, Upstream } from './trafficRouter.ts';

/**
 * The slots to ask, the best one first: the next one is asked only where the one before refused the connection.
 * @param ticket number of the request among those of its route, from 0: the canary's share of any hundred is exact
 */
export function chooseUpstreams(route: Route, headers: IncomingHttpHeaders, ticket: number): Upstream[] {
  const wanted = route.previewHeader === null ? undefined : headers[route.previewHeader];
  if (wanted !== undefined) return route.upstreams.filter(({ slot }) => slot === wanted);
  const { live, canary, spare, upstreams } = route;
  const first = canary !== null && isCanaryTicket(ticket, canary.percent) ? canary.slot : live;
  const names = new Set([first, live, spare]);
  const chosen: Upstream[] = [];
  for (const name of names)
    for (const upstream of upstreams) if (upstream.slot === name) chosen.push(upstream);
  return chosen;
}

/** Spreads the canary's requests evenly instead of sending a hundred's share in one go. */
function isCanaryTicket(ticket: number, percent: number): boolean {
  const place = ticket % 100;
  return Math.floor(((place + 1) * percent) / 100) > Math.floor((place * percent) / 100);
}

/** Slots that get requests which name no slot. */
export function targetsOf({ live, canary, upstreams }: Route): Upstream[] {
  return upstreams.filter(({ slot }) => slot === live || slot === canary?.slot);
}

/** Why no slot can be asked: a sentence for whoever sent the request. */
export function nobodyServes(route: Route, headers: IncomingHttpHeaders): string {
  const wanted = route.previewHeader === null ? undefined : headers[route.previewHeader];
  if (wanted === undefined) return `The live slot of ${route.id}, ${route.live}, does not run.`;
  const serving = route.upstreams.map(({ slot }) => slot).join(', ') || 'none';
  return `No slot of that name serves ${route.id}; those that serve: ${serving}.`;
}
