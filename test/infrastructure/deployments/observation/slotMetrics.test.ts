import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { registerSlotMetrics } from '../../../../server/infrastructure/deployments/observation/slotMetrics.ts';
import { SlotTotals } from '../../../../server/infrastructure/deployments/observation/slotTotals.ts';
import type { UpstreamTraffic } from '../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { UpstreamLoad } from '../../../../server/infrastructure/deployments/router/upstreamLoad.ts';

let registry: Registry;
let totals: SlotTotals;
beforeEach(() => {
  registry = new Registry();
  totals = new SlotTotals();
  registerSlotMetrics(registry, totals);
});

/** A slot whose program has answered with these statuses, each after so many milliseconds. */
function answered(port: number, statuses: readonly number[], milliseconds = 3): UpstreamTraffic {
  const load = new UpstreamLoad({ slot: 'blue', port });
  for (const status of statuses) {
    load.figures.asked();
    load.figures.answered(status);
    load.figures.timed(milliseconds);
  }
  return { ...load.traffic(true), since: 1 };
}

const report = (...upstreams: UpstreamTraffic[]) =>
  totals.record([{ id: 'production/web', problem: null, upstreams }]);
const labels = 'environment="production",team="web",slot="blue"';

describe('the metrics of slots', () => {
  it('count answers by class', async () => {
    report(answered(1, [200, 204, 404, 500]));
    const text = await registry.metrics();
    expect(text).toContain(`swarm_slot_requests_total{${labels},code="2xx"} 2\n`);
    expect(text).toContain(`swarm_slot_requests_total{${labels},code="4xx"} 1\n`);
    expect(text).toContain(`swarm_slot_requests_total{${labels},code="5xx"} 1\n`);
    expect(text).toContain(`swarm_slot_failures_total{${labels}} 0\n`);
  });

  it('show latency as a histogram whose buckets add up', async () => {
    report(answered(1, [200, 200], 3), answered(2, [200], 70_000));
    const text = await registry.metrics();
    const buckets = { '0.000512': 0, '0.002048': 0, '0.004096': 2, '33.554432': 2, '+Inf': 3 };
    for (const [le, count] of Object.entries(buckets))
      expect(text).toContain(`swarm_slot_request_duration_seconds_bucket{${labels},le="${le}"} ${count}\n`);
    expect(text).toContain(`swarm_slot_request_duration_seconds_count{${labels}} 3\n`);
    expect(text).toContain(`swarm_slot_request_duration_seconds_sum{${labels}} 70.006\n`);
    expect(text).toContain('# TYPE swarm_slot_request_duration_seconds histogram\n');
  });

  it('never fall when a program is replaced, the router is started anew or a route is closed', async () => {
    const first = answered(1, [200, 200]);
    report(first);
    report(first, answered(2, [200]));
    report(answered(2, [200, 200]));
    report({ ...answered(2, [200]), since: 7 });
    totals.record([]);
    expect(await registry.metrics()).toContain(`swarm_slot_requests_total{${labels},code="2xx"} 5\n`);
    report({ ...answered(2, [200]), since: 8 });
    expect(await registry.metrics()).toContain(`swarm_slot_requests_total{${labels},code="2xx"} 6\n`);
  });
});
