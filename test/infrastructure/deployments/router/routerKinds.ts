import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { haproxyMissing } from '../../../../scripts/haproxyPackage.ts';
import { HaproxyProgram } from '../../../../server/infrastructure/deployments/router/haproxy/haproxyProgram.ts';
import { HaproxyRouter } from '../../../../server/infrastructure/deployments/router/haproxy/haproxyRouter.ts';
import { RouteTable } from '../../../../server/infrastructure/deployments/router/routeTable.ts';
import type {
  Route,
  TrafficRouter,
  UpstreamTraffic,
} from '../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { plainRoute } from './routerGround.ts';

/** A router that the contract is tried on. */
export interface TestRouter extends TrafficRouter {
  /** Ends it; nothing is left running. */
  close(): Promise<void>;
}

/** One implementation of {@link TrafficRouter}, and where it may differ. */
export interface RouterKind {
  readonly name: string;
  /** Whether header fields that a client names in `Connection` end here, and the others keep their spelling and order. */
  readonly rebuildsHeaders: boolean;
  /** Of two contradicting lengths: refuses them, or goes by the encoding alone and closes the connection (RFC 9112, 6.3). */
  readonly refusesBothLengths: boolean;
  /** Whether half an answer is a reset also for a client of HTTP/1.0, which knows its end by nothing else. */
  readonly resetsOldClients: boolean;
  start(): Promise<TestRouter>;
}

const embedded: RouterKind = {
  name: 'the embedded router',
  rebuildsHeaders: true,
  refusesBothLengths: true,
  resetsOldClients: true,
  start: async () => {
    const table = new RouteTable();
    return {
      apply: (routes) => table.apply(routes),
      traffic: async () => table.traffic(),
      close: () => table.close(),
    };
  },
};

const haproxy: RouterKind = {
  name: 'HAProxy',
  rebuildsHeaders: false,
  refusesBothLengths: false,
  resetsOldClients: false,
  start: async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'swarm-haproxy-'));
    const router = new HaproxyRouter(folder, new HaproxyProgram(path.join(folder, 'repository')));
    return {
      apply: (routes) => router.apply(routes),
      traffic: () => router.traffic(),
      close: async () => {
        await router.apply([]);
        await rm(folder, { recursive: true });
      },
    };
  },
};

const missing = haproxyMissing();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

/** Every implementation that this machine has. */
export const routerKinds: readonly RouterKind[] = missing === undefined ? [embedded, haproxy] : [embedded];

/** A router of a kind with one route to these upstreams. */
export async function routedBy(
  kind: RouterKind,
  upstreams: readonly { readonly slot: string; readonly port: number }[],
  changes: Partial<Route> = {},
): Promise<{ router: TestRouter; route: Route; address: string }> {
  const route = await plainRoute({
    upstreams: upstreams.map(({ slot, port }) => ({ slot, port })),
    ...changes,
  });
  const router = await kind.start();
  await router.apply([route]);
  return { router, route, address: `http://127.0.0.1:${route.port}` };
}

/** What went through a slot of the only route. */
export async function trafficIn(router: TrafficRouter, slot: string): Promise<UpstreamTraffic | undefined> {
  return (await router.traffic())[0]?.upstreams.find((upstream) => upstream.slot === slot);
}
