import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  giveBackCommands,
  leftPlaces,
} from '../../../../../server/infrastructure/deployments/router/haproxy/placeCommands.ts';
import { routeCommands } from '../../../../../server/infrastructure/deployments/router/haproxy/routeCommands.ts';
import {
  mapsOf,
  planKey,
} from '../../../../../server/infrastructure/deployments/router/haproxy/routeMaps.ts';
import type { RuntimeState } from '../../../../../server/infrastructure/deployments/router/haproxy/runtimeState.ts';
import {
  firstPlaces,
  placeText,
} from '../../../../../server/infrastructure/deployments/router/haproxy/serverPlaces.ts';
import type { ServerStatistics } from '../../../../../server/infrastructure/deployments/router/haproxy/serverStatistics.ts';
import { weightOf } from '../../../../../server/infrastructure/deployments/router/haproxy/serverWeights.ts';
import type { Route } from '../../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { exampleRoute } from './exampleRoute.ts';

/** What a HAProxy knows that was started with a route. */
function startedWith(route: Route, sessions = 0): RuntimeState {
  const places = firstPlaces(route.upstreams, 0);
  const servers = [...places].map(([name, { slot }]): ServerStatistics => {
    const weight = name.endsWith('w') ? 0 : weightOf(route, slot);
    const counts: Record<string, number> = { weight, scur: sessions, stot: 7 };
    return { name, count: (column) => counts[column] ?? 0 };
  });
  return {
    servers: new Map(servers.map((server) => [server.name, server])),
    places,
    maps: {
      ...mapsOf(route, places),
      'places.map': new Map([...places].map(([name, place]) => [name, placeText(place)])),
      'drain.map': new Map(),
    },
    failures: new Map(),
    passedOn: new Map(),
    latencies: new Map([['p1/40', 3]]),
  };
}

const names = ['slot-1', 'slot-2', 'slot-3'];
const slot = fc.constantFrom(...names);
const routes = fc
  .record({
    upstreams: fc.subarray(
      names.flatMap((name, index) =>
        [0, 10, 20].map((more) => ({ slot: name, port: 30_001 + index + more })),
      ),
    ),
    live: slot,
    spare: fc.option(slot),
    canary: fc.option(fc.record({ slot, percent: fc.integer({ min: 1, max: 100 }) })),
  })
  .map((changes): Route => ({ ...exampleRoute, ...changes }));

const moves = (command: string) => command.startsWith(`set map route.map ${planKey} `);

describe('the commands for a route', () => {
  it('are none where requests go by it already', () => {
    fc.assert(fc.property(routes, (route) => routeCommands(route, startedWith(route), 1).length === 0));
  });

  it('move requests in one step, after every instance has its server', () => {
    fc.assert(
      fc.property(routes, routes, (before, after) => {
        const commands = routeCommands(after, startedWith(before), 1);
        const step = commands.findIndex(moves);
        expect(commands.filter(moves).length).toBeLessThanOrEqual(1);
        if (step < 0) return;
        const given = commands.findLastIndex((command) => /(state ready|add map places)/.test(command));
        expect(given).toBeLessThan(step);
      }),
    );
  });

  it('take no server away: a request may be on its way there', () => {
    fc.assert(
      fc.property(routes, routes, (before, after) => {
        const commands = routeCommands(after, startedWith(before), 1);
        const taking = commands.filter((command) => /state maint|del map places|clear table/.test(command));
        expect(taking).toEqual([]);
      }),
    );
  });

  it('give a slot that comes a server nobody has, and count from what went through that before', () => {
    const state = startedWith(exampleRoute);
    const next = { slot: 'slot-3', port: 30_003 };
    const route = { ...exampleRoute, live: 'slot-3', upstreams: [...exampleRoute.upstreams, next] };
    const commands = routeCommands(route, state, 5);
    expect(commands).toContain('set server route/p3 addr 127.0.0.1 port 30003');
    expect(commands.filter(moves)).toEqual(['set map route.map plan 1:p3|1:p3|0|60|60000|0']);
    expect(commands).toContain('add map drain.map p1 5|10005');
    const again = routeCommands({ ...exampleRoute, upstreams: [{ slot: 'slot-1', port: 40_001 }] }, state, 5);
    expect(again).toEqual(
      expect.arrayContaining([
        'set server route/p3 addr 127.0.0.1 port 40001',
        'set server route/p1 weight 0',
      ]),
    );
  });

  it('say that there is no server left rather than take one that is in use', () => {
    const upstreams = Array.from({ length: 97 }, (_, index) => ({
      slot: `s-${index}`,
      port: 30_000 + index,
    }));
    expect(() => routeCommands({ ...exampleRoute, upstreams }, startedWith(exampleRoute), 1)).toThrow(
      /no server left for another slot/,
    );
  });
});

describe('a server whose instance has gone', () => {
  const gone = (sessions: number) => {
    const state = startedWith(exampleRoute, sessions);
    return { ...state, maps: { ...state.maps, 'slots.map': new Map([['slot-2', '1:p2']]) } };
  };

  it('is given back with its counts once nothing goes through it', () => {
    const state = gone(0);
    expect(leftPlaces(state)).toEqual(['p1']);
    expect(giveBackCommands(['p1'], state)).toEqual(
      expect.arrayContaining(['set server route/p1w state maint', 'clear table latencies key p1/40']),
    );
  });

  it('is left alone while something goes through it', () => {
    expect(leftPlaces(gone(1))).toEqual([]);
  });
});
