import type { Route, Upstream } from '../router/trafficRouter.ts';
import { failureTable, latencyTable, proxyName } from './haproxyConfiguration.ts';
import { mapCommands } from './runtimeMap.ts';
import type { RuntimeState } from './runtimeState.ts';
import { countedColumns, type Place, placeNames, placeOf, placeText, socketServer } from './serverPlaces.ts';
import { weightOf } from './serverWeights.ts';

/** What has to be done before requests can go by a route: each of its slots gets a server, with the weight it has there. */
export function takePlaces(
  route: Route,
  state: RuntimeState,
  now: number,
): { readonly places: ReadonlyMap<string, Place>; readonly commands: string[] } {
  const places = new Map(state.places);
  const commands = route.upstreams.flatMap((upstream) => {
    const present = placeOf(places, upstream);
    const name = present ?? freePlace(places);
    const weight = weightOf(route, upstream.slot);
    const weighs = state.servers.get(name)?.count('weight') === weight;
    const taking = present === undefined ? take(name, upstream, places, { state, now }) : [];
    return [...taking, ...(weighs ? [] : [set(name, `weight ${weight}`)])];
  });
  return { places, commands };
}

/** What can be done once requests go by a route: servers of slots that have gone are free when nothing goes through them. */
export function giveBackPlaces({ upstreams }: Route, state: RuntimeState): string[] {
  const { places, servers, latencies } = state;
  const wanted = new Set(upstreams.map((upstream) => placeOf(places, upstream)));
  return placeNames.flatMap((name) => {
    if (wanted.has(name) || !places.has(name)) return [];
    const both = [name, socketServer(name)];
    const leaving = servers.get(name)?.count('weight') === 0 ? [] : [set(name, 'weight 0')];
    if (both.some((one) => servers.get(one)?.count('scur') !== 0)) return leaving;
    const timed = [...latencies.keys()].filter((key) => key.startsWith(`${name}/`));
    return [
      ...leaving,
      ...both.map((one) => set(one, 'state maint')),
      ...both.map((one) => `del map places.map ${one}`),
      // Whoever gets the server next begins anew.
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
