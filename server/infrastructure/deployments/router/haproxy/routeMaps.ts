import { nobodyServes } from '../routeChoice.ts';
import type { Route, Upstream } from '../trafficRouter.ts';
import { type Place, placeOf, socketServer } from './serverPlaces.ts';

/** What HAProxy looks up while it runs, by the name of the map's file. */
export type RouteMaps = Readonly<
  Record<'route.map' | 'slots.map' | 'texts.map', ReadonlyMap<string, string>>
>;

/** Key of the one entry that says where requests go: changed in one step, so that each goes the old way or the new one. */
export const planKey = 'plan';
/** Parts of that entry, in order. */
const planFields = ['live', 'canary', 'percent', 'seconds', 'milliseconds', 'fallback'] as const;
/** Stands for the servers of a slot that does not run. */
export const noServer = '-';

/** What the maps of a route hold where the instances of its slots have these servers. */
export function mapsOf(route: Route, places: ReadonlyMap<string, Place>): RouteMaps {
  const slots = Map.groupBy(route.upstreams, ({ slot }) => slot);
  const named = [...slots].map(([slot, instances]) => [slot, serverList(instances, places)] as const);
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
  const lists = percent === '0' ? [live] : [live, canary];
  return [...new Set(lists.flatMap(listedServers))].flatMap((name) => [name, socketServer(name)]);
}

/** Servers of the slots that serve, by the map of these. */
export function servingPlaces(slots: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set([...slots.values()].flatMap(listedServers));
}

/** The servers of a list as {@link mapsOf} writes it. */
function listedServers(list: string): string[] {
  return list.split(':').slice(1);
}

/** How many servers a slot has, and which: HAProxy takes one by its number. */
function serverList(instances: readonly Upstream[], places: ReadonlyMap<string, Place>): string {
  const names = instances.flatMap((instance) => placeOf(places, instance) ?? []);
  return names.length === 0 ? noServer : [names.length, ...names].join(':');
}

function planOf(route: Route, servers: ReadonlyMap<string, string>): string {
  const [live, spare, canary] = [route.live, route.spare, route.canary?.slot].map((slot) =>
    servers.get(slot ?? ''),
  );
  const first = live ?? spare ?? noServer;
  // A canary that refuses has the live slot behind it, that one its other instances and the slot kept warm.
  const behind = [live, spare].flatMap((list) => listedServers(list ?? noServer));
  const fields: Record<(typeof planFields)[number], string | number> = {
    live: first,
    canary: canary ?? first,
    percent: canary === undefined ? 0 : (route.canary?.percent ?? 0),
    seconds: route.answerSeconds,
    milliseconds: Math.max(1, Math.round(route.answerSeconds * 1000)),
    fallback: behind.length > 1 || (canary !== undefined && behind.length > 0) ? 1 : 0,
  };
  return planFields.map((name) => fields[name]).join('|');
}
