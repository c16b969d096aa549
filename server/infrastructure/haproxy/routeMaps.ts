import { nobodyServes } from '../router/routeChoice.ts';
import type { Route } from '../router/trafficRouter.ts';
import { type Place, placeOf, socketServer } from './serverPlaces.ts';

/** What HAProxy looks up while it runs, by the name of the map's file. */
export type RouteMaps = Readonly<
  Record<'route.map' | 'slots.map' | 'texts.map', ReadonlyMap<string, string>>
>;

/** Key of the one entry that says where requests go: changed in one step, so that each goes the old way or the new one. */
export const planKey = 'plan';
/** Parts of that entry, in order. */
const planFields = ['live', 'canary', 'percent', 'seconds', 'milliseconds', 'fallback'] as const;
/** Stands for a slot that does not run. */
export const noServer = '-';

/** What the maps of a route hold where its slots have these servers. */
export function mapsOf(route: Route, places: ReadonlyMap<string, Place>): RouteMaps {
  const named = route.upstreams.map((one) => [one.slot, placeOf(places, one) ?? noServer] as const);
  return {
    'route.map': new Map([[planKey, planOf(route, new Map(named))]]),
    'slots.map': new Map(named),
    'texts.map': new Map([
      ['live', nobodyServes(route, {})],
      ['unknown', nobodyServes(route, { [route.previewHeader ?? '']: '' })],
    ]),
  };
}

/** Servers that get requests which name no slot, by a plan. */
export function plannedServers(plan: string): string[] {
  const [live = noServer, canary = noServer, percent] = plan.split('|');
  const names = percent === '0' ? [live] : [live, canary];
  return [...new Set(names)]
    .filter((name) => name !== noServer)
    .flatMap((name) => [name, socketServer(name)]);
}

function planOf(route: Route, servers: ReadonlyMap<string, string>): string {
  const [live, spare, canary] = [route.live, route.spare, route.canary?.slot].map((slot) =>
    servers.get(slot ?? ''),
  );
  const first = live ?? spare ?? noServer;
  const others = [live, spare].filter((name) => name !== undefined);
  // A canary that refuses has the live slot behind it, and that one has the slot kept warm.
  const hasFallback = others.length > 1 || (canary !== undefined && others.length > 0);
  const fields: Record<(typeof planFields)[number], string | number> = {
    live: first,
    canary: canary ?? first,
    percent: canary === undefined ? 0 : (route.canary?.percent ?? 0),
    seconds: route.answerSeconds,
    milliseconds: Math.max(1, Math.round(route.answerSeconds * 1000)),
    fallback: hasFallback ? 1 : 0,
  };
  return planFields.map((name) => fields[name]).join('|');
}
