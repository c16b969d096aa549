import type { IncomingHttpHeaders } from 'node:http';
import type { Route, Upstream } from './trafficRouter.ts';

/** The slot that a request names by the preview header; undefined where it names none. */
export function namedSlot({ previewHeader }: Route, headers: IncomingHttpHeaders): string | undefined {
  const named = previewHeader === null ? undefined : headers[previewHeader];
  return Array.isArray(named) ? named.join(', ') : named;
}

/**
 * The slots to ask with a request that names none, the best one first: the next one is asked only where the one before
 * refused the connection.
 * @param ticket number of the request among those of its route that name none, from 0: the canary's share of any hundred is exact
 */
export function slotsInTurn({ live, canary, spare }: Route, ticket: number): string[] {
  const first = canary !== null && isCanaryTicket(ticket, canary.percent) ? canary.slot : live;
  const slots = first === live ? [live] : [first, live];
  if (spare !== null && !slots.includes(spare)) slots.push(spare);
  return slots;
}

/** Spreads the canary's requests evenly instead of sending a hundred's share in one go. */
function isCanaryTicket(ticket: number, percent: number): boolean {
  const place = ticket % 100;
  return Math.floor(((place + 1) * percent) / 100) > Math.floor((place * percent) / 100);
}

/** Instances that get requests which name no slot. */
export function targetsOf({ live, canary, upstreams }: Route): Upstream[] {
  return upstreams.filter(({ slot }) => slot === live || slot === canary?.slot);
}

/** Why no slot can be asked: a sentence for whoever sent the request. */
export function nobodyServes(route: Route, headers: IncomingHttpHeaders): string {
  if (namedSlot(route, headers) === undefined)
    return `The live slot of ${route.id}, ${route.live}, does not run.`;
  const serving = [...new Set(route.upstreams.map(({ slot }) => slot))].join(', ') || 'none';
  return `No slot of that name serves ${route.id}; those that serve: ${serving}.`;
}
