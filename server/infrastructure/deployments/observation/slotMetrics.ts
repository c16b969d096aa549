import { Counter, Gauge, Histogram, type Metric, type Registry } from 'prom-client';
import { type LatencyCounts, rangeOf, totalOf } from '../router/latencyCounts.ts';
import type { SlotTotal, SlotTotals } from './slotTotals.ts';

const slotLabels = ['environment', 'team', 'slot'] as const;
type SlotLabels = Record<(typeof slotLabels)[number], string>;

const durationName = 'swarm_slot_request_duration_seconds';
/** Powers of two of a microsecond, from half a millisecond to half a minute: there the router's own buckets end, too. */
const bucketSeconds = Array.from({ length: 17 }, (_, power) => 2 ** (power + 9) / 1e6);

/** Shows what goes through slots as Prometheus metrics, from the router's last report. */
export function registerSlotMetrics(registry: Registry, totals: SlotTotals): void {
  counter(registry, 'swarm_slot_requests_total', 'Answers of a slot, by the class of their status.', {
    label: 'code',
    values: (_, { answers }) => Object.entries(answers),
    totals,
  });
  counter(registry, 'swarm_slot_bytes_total', 'Bytes sent to a slot and received from it.', {
    label: 'direction',
    values: (_, { sentBytes, receivedBytes }) => [
      ['sent', sentBytes],
      ['received', receivedBytes],
    ],
    totals,
  });
  registry.registerMetric(failureCounter(totals));
  registry.registerMetric(connectionGauge(totals));
  registry.registerMetric(firstByteHistogram(totals));
}

function failureCounter(totals: SlotTotals): Metric {
  return new Counter({
    name: 'swarm_slot_failures_total',
    help: 'Requests that got no whole answer because of the slot.',
    labelNames: slotLabels,
    registers: [],
    collect() {
      this.reset();
      for (const [slot, { failures }] of totals.all()) this.inc(labelsOf(slot), failures);
    },
  });
}

function connectionGauge(totals: SlotTotals): Metric {
  return new Gauge({
    name: 'swarm_slot_connections',
    help: 'Connections to a slot that are open, idle ones included.',
    labelNames: slotLabels,
    registers: [],
    collect() {
      this.reset();
      for (const slot of totals.all().keys()) this.set(labelsOf(slot), totals.connections(slot));
    },
  });
}

interface LabelledCounter {
  readonly label: string;
  values(slot: string, total: SlotTotal): Iterable<readonly [label: string, value: number]>;
  readonly totals: SlotTotals;
}

function counter(
  registry: Registry,
  name: string,
  help: string,
  { label, values, totals }: LabelledCounter,
): void {
  new Counter<string>({
    name,
    help,
    labelNames: [...slotLabels, label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [slot, total] of totals.all())
        for (const [value, count] of values(slot, total))
          this.inc({ ...labelsOf(slot), [label]: value }, count);
    },
  });
}

/** A histogram that the router has counted already. The registry only asks a metric for its name and its values. */
function firstByteHistogram(totals: SlotTotals): Metric {
  const shape = new Histogram({
    name: durationName,
    help: 'Time from the request to the first byte of its answer from a slot.',
    labelNames: slotLabels,
    registers: [],
  });
  const get = async () => ({
    ...(await shape.get()),
    values: [...totals.all()].flatMap(([slot, { firstByte }]) => seriesOf(labelsOf(slot), firstByte)),
  });
  return { name: durationName, get } as unknown as Metric;
}

type Series = Awaited<ReturnType<Histogram['get']>>['values'];

function seriesOf(labels: SlotLabels, firstByte: LatencyCounts): Series {
  const total = totalOf(firstByte);
  const bucket = (le: number | string, value: number) => ({
    metricName: `${durationName}_bucket`,
    labels: { ...labels, le },
    value,
  });
  return [
    ...bucketSeconds.map((le) => bucket(le, below(firstByte, le * 1000))),
    bucket('+Inf', total),
    { metricName: `${durationName}_sum`, labels, value: firstByte.milliseconds / 1000 },
    { metricName: `${durationName}_count`, labels, value: total },
  ];
}

function below({ buckets }: LatencyCounts, milliseconds: number): number {
  // Both ends are the same power of two, but for the last place of a floating-point number.
  const end = milliseconds * (1 + 1e-9);
  return buckets.reduce((sum, [bucket, count]) => (rangeOf(bucket).below <= end ? sum + count : sum), 0);
}

function labelsOf(slot: string): SlotLabels {
  const [environment = '', team = '', name = ''] = slot.split('/');
  return { environment, team, slot: name };
}
