import type { Route } from '../trafficRouter.ts';
import { changedDrains } from './drains.ts';
import { takePlaces } from './placeCommands.ts';
import { mapsOf, noServer, planKey, plannedServers } from './routeMaps.ts';
import { mapCommands } from './runtimeMap.ts';
import type { RuntimeState } from './runtimeState.ts';

/**
 * The commands that make a running HAProxy lead requests by a route. One of them moves the requests; what it needs is done
 * before it; what it leaves behind stays until nobody can ask there any more: see `leftPlaces`.
 * @param now milliseconds of the epoch
 * @throws {Error} a sentence: there are more slots than it has servers
 */
export function routeCommands(route: Route, state: RuntimeState, now: number): string[] {
  const { places, commands } = takePlaces(route, state, now);
  const maps = mapsOf(route, places);
  const fill = (name: keyof typeof maps) => mapCommands(name, state.maps[name], maps[name]);
  const before = plannedServers(state.maps['route.map'].get(planKey) ?? noServer);
  const after = plannedServers(maps['route.map'].get(planKey) ?? noServer);
  const drains = changedDrains(state.maps['drain.map'], { before, after, now, seconds: route.drainSeconds });
  return [
    ...commands,
    ...fill('texts.map'),
    ...fill('slots.map'),
    ...fill('route.map'),
    ...mapCommands('drain.map', state.maps['drain.map'], drains),
  ];
}
