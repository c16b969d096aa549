import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrafficHistory } from '../../../../server/infrastructure/deployments/observation/trafficHistory.ts';
import { noLatencies } from '../../../../server/infrastructure/deployments/router/latencyCounts.ts';
import type {
  RouteTraffic,
  UpstreamTraffic,
} from '../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { UpstreamFigures } from '../../../../server/infrastructure/deployments/router/upstreamFigures.ts';

const route = 'production/web';

function report(requests: number, more: Partial<UpstreamTraffic> = {}): UpstreamTraffic {
  return {
    ...new UpstreamFigures().all(),
    slot: 'slot-1',
    port: 1,
    serves: true,
    since: 1,
    requests,
    waiting: noLatencies,
    active: 0,
    sockets: 0,
    connections: 0,
    receivedBytes: 0,
    sentBytes: 0,
    ...more,
  };
}

const routes = (...upstreams: UpstreamTraffic[]): RouteTraffic[] => [{ id: route, problem: null, upstreams }];

describe('what went through a slot of late', () => {
  it('reaches back as far as it is asked, at most as far as it is kept, never further than a part of it off', () => {
    const step = fc.integer({ min: 100, max: 20_000 });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 150 }),
        fc.integer({ min: 1, max: 400 }),
        (steps, asked) => {
          let now = 0;
          const history = new TrafficHistory(
            () => 300,
            () => now,
          );
          // One request each millisecond: how many are told is how far it reaches.
          for (const milliseconds of steps) {
            now += milliseconds;
            history.record(routes(report(now)));
          }
          const reach = history.recent(route, [report(now)], asked).requests;
          const wanted = Math.min(asked, 300) * 1000;
          if (now <= wanted) expect(reach).toBe(now);
          // A report may be missing for a thirtieth of the look-back, and reports have their own distance.
          else
            expect([
              reach >= wanted || reach === now,
              reach === now || reach <= wanted + 10_000 + 20_000,
            ]).toEqual([true, true]);
        },
      ),
    );
  });

  it('is all the router has counted where nothing was kept from before', () => {
    expect(new TrafficHistory(() => 300).recent(route, [report(77)]).requests).toBe(77);
  });

  it('begins anew with the counts of the router, and is forgotten with the slot', () => {
    let now = 0;
    const history = new TrafficHistory(
      () => 10,
      () => now,
    );
    history.record(routes(report(100)));
    now = 20_000;
    expect(history.recent(route, [report(150)]).requests).toBe(50);
    expect(history.recent(route, [report(30, { since: 2 })]).requests).toBe(30);
    history.record(routes(report(30, { since: 2 })));
    now = 40_000;
    expect(history.recent(route, [report(35, { since: 2 })]).requests).toBe(5);
    history.record(routes());
    expect(history.recent(route, [report(35, { since: 2 })]).requests).toBe(35);
  });

  it('is that of all instances together, each since it came or its counts began anew', () => {
    let now = 0;
    const history = new TrafficHistory(
      () => 10,
      () => now,
    );
    const instances = (...requests: number[]) =>
      requests.map((count, index) => report(count, { port: index + 1, errors: index, since: 1 }));
    history.record(routes(...instances(100, 50)));
    now = 20_000;
    expect(history.recent(route, instances(110, 55, 7))).toMatchObject({ requests: 22, errors: 2 });
    // One that has gone takes nothing from what the others did.
    expect(history.recent(route, instances(110, 55, 7).slice(1))).toMatchObject({ requests: 12, errors: 2 });
    expect(history.recent(route, [])).toMatchObject({ requests: 0, errors: 0 });
  });
});
