// Ten switches and two rollbacks through a real service while clients of every kind use it: counts every request.
// Ends with code 1 where one failed, a WebSocket was lost or not drained by its deadline.
//   node test/trials/switchUnderLoad.ts [requests per second] [embedded | haproxy]
import { percentileOf, type Tally } from './switchUnderLoad/mixedLoad.ts';
import { runSwitches } from './switchUnderLoad/runSwitches.ts';

const perSecond = Number(process.argv[2] ?? 1000);
const router = process.argv[3] === 'haproxy' ? 'haproxy' : 'embedded';
const steps = Array.from({ length: 12 }, (_, step) =>
  step % 6 === 5 ? ('rollback' as const) : ('switch' as const),
);
const result = await runSwitches({ perSecond, steps, webSockets: 50, drainSeconds: 1, router });
const { load, sockets, undrained } = result;

const shown = (value: number) => `${value.toFixed(2)} ms`;
const line = (name: string, tally: Tally) =>
  console.log(
    `${name.padEnd(22)} ${String(tally.sent).padStart(7)} sent, ${tally.failures.length} failed, ${tally.outlasted} longer than a drain may last; p50 ${shown(percentileOf(tally, 50))}, p99 ${shown(percentileOf(tally, 99))}`,
  );
for (const [kind, tally] of load.routed) line(kind, tally);
line('the same GET, direct', load.direct);
const kept = load.routed.get('GET, kept connection');
const added = (percent: number) =>
  shown(percentileOf(kept ?? load.direct, percent) - percentileOf(load.direct, percent));
console.log(
  `${load.perSecond.toFixed(0)} requests/s; the router added ${added(50)} (p50), ${added(99)} (p99)`,
);
console.log(`steps took ${result.steps.map((time) => time.toFixed(0)).join(', ')} ms`);
console.log(
  `WebSockets: ${sockets.drained.length} drained, the last ${shown(Math.max(...sockets.drained))} after its switch; ${undrained} not drained, ${sockets.lost.length} lost`,
);
for (const why of [...load.failures, ...load.direct.failures, ...sockets.lost].slice(0, 20)) console.log(why);
process.exitCode = load.failures.length + sockets.lost.length + undrained > 0 ? 1 : 0;
