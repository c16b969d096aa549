import { setTimeout as delay } from 'node:timers/promises';
import type { RouteTraffic } from '../router/trafficRouter.ts';

export interface Draining {
  /** `environment/team`. */
  readonly route: string;
  readonly port: number;
  readonly drainSeconds: number;
  readonly signal: AbortSignal;
  /** Makes the router do what is meant now: no new requests to that port. */
  apply(): Promise<void>;
  /** What goes through the router at this moment. */
  look(): Promise<readonly RouteTraffic[]>;
}

const lookAgainMilliseconds = 100;

/** Resolves when nothing is under way any more on a port that gets no new requests, or when its time is over. Never rejects. */
export async function drainedPort({
  route,
  port,
  drainSeconds,
  signal,
  apply,
  look,
}: Draining): Promise<void> {
  const deadline = performance.now() + drainSeconds * 1000;
  try {
    await apply();
    while (!signal.aborted && performance.now() < deadline) {
      const here = (await look()).find(({ id }) => id === route)?.upstreams ?? [];
      const found = here.find((upstream) => upstream.port === port);
      if (!found || found.active + found.sockets === 0) return;
      await delay(lookAgainMilliseconds, undefined, { signal, ref: false });
    }
  } catch {
    // A router that does not answer leads nothing there; what it led before has its time.
    const left = Math.max(0, deadline - performance.now());
    await delay(left, undefined, { signal, ref: false }).catch(() => {});
  }
}
