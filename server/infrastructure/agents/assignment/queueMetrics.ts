import { Gauge, type Registry } from 'prom-client';
import type { QueueWatch } from './queueWatch.ts';

/** Shows where open tasks wait, and whether any is stranded, as Prometheus metrics. */
export function registerQueueMetrics(registry: Registry, watch: QueueWatch): void {
  const registers = [registry];
  new Gauge({
    name: 'swarm_open_tasks',
    help: 'Open tasks by the one queue that each of them is in.',
    labelNames: ['queue'],
    registers,
    collect() {
      for (const [queue, count] of Object.entries(watch.counts())) this.set({ queue }, count);
    },
  });
  new Gauge({
    name: 'swarm_stranded_tasks',
    help: 'Open tasks that are in no queue, in more than one, or in one that nobody works off.',
    registers,
    collect() {
      this.set(watch.stranded().size);
    },
  });
}
