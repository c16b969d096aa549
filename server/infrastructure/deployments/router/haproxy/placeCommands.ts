import type { Route, Upstream } from '../trafficRouter.ts';
import { failureTable, latencyTable, proxyName } from './haproxyConfiguration.ts';
import { servingPlaces } from './routeMaps.ts';
import { mapCommands } from './runtimeMap.ts';
import type { RuntimeState } from './runtimeState.ts';
import { countedColumns, type Place, placeNames, placeOf, placeText, socketServer } from './serverPlaces.ts';
import { weightOf } from './serverWeights.ts';

/**
 * What has to be done before requests can go by a route: each instance of its slots gets a server, with the weight it has there,
 * and those that have gone have none any more.
 */
export function takePlaces(
  route: Route,
  state: RuntimeState,
  now: number,
): { readonly places: ReadonlyMap<string, Place>; readonly commands: string[] } {
  const places = new Map(state.places);
  const weighs = (name: string, weight: number) =>
    state.servers.get(name)?.count('weight') === weight ? [] : [set(name, `weight ${weight}`)];
  const taking = route.upstreams.flatMap((upstream) => {
    const present = placeOf(places, upstream);
    const name = present ?? freePlace(places);
    const taken = present === undefined ? take(name, upstream, places, { state, now }) : [];
    return [...taken, ...weighs(name, weightOf(route, upstream.slot))];
  });
  const wanted = new Set(route.upstreams.map((upstream) => placeOf(places, upstream)));
  const gone = placeNames.filter((name) => state.places.has(name) && !wanted.has(name));
  return { places, commands: [...taking, ...gone.flatMap((name) => weighs(name, 0))] };
}

/** Servers of instances that no request is sent to any more, and through which nothing goes. */
export function leftPlaces({ places, servers, maps }: RuntimeState): string[] {
  const serving = servingPlaces(maps['slots.map']);
  return placeNames.filter(
    (name) =>
      places.has(name) &&
      !serving.has(name) &&
      [name, socketServer(name)].every((one) => servers.get(one)?.count('scur') === 0),
  );
}

/** What makes servers free for whoever comes next, who begins with new counts. */
export function giveBackCommands(names: readonly string[], { latencies }: RuntimeState): string[] {
  return names.flatMap((name) => {
    const both = [name, socketServer(name)];
    const timed = [...latencies.keys()].filter((key) => key.startsWith(`${name}/`));
    return [
      ...both.map((one) => set(one, 'state maint')),
      ...both.map((one) => `del map places.map ${one}`),
      ...timed.map((key) => `clear table ${latencyTable} key ${key}`),
      ...both.map((one) => `clear table ${failureTable} key ${one}`),
    ];
  });
}

/** @throws {Error} a sentence: none is left */
function freePlace(places: ReadonlyMap<string, Place>): string {
  const name = placeNames.find((one) => !places.has(one));
  if (name !== undefined) return name;
  throw new Error('HAProxy has no server left for another slot until those before are drained.');
}

function take(
  name: string,
  { slot, port }: Upstream,
  places: Map<string, Place>,
  { state, now }: { readonly state: RuntimeState; readonly now: number },
): string[] {
  return [name, socketServer(name)].flatMap((one) => {
    const before = countedColumns.map((column) => state.servers.get(one)?.count(column) ?? 0);
    const place = { slot, port, since: now, before };
    places.set(one, place);
    return [
      set(one, `addr 127.0.0.1 port ${port}`),
      ...mapCommands('places.map', new Map(), new Map([[one, placeText(place)]])),
      set(one, 'state ready'),
    ];
  });
}

function set(server: string, change: string): string {
  return `set server ${proxyName}/${server} ${change}`;
}
