import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  HaproxyFolders,
  type HaproxyIdentity,
} from '../../../../../server/infrastructure/deployments/router/haproxy/haproxyFolder.ts';
import { HaproxyProgram } from '../../../../../server/infrastructure/deployments/router/haproxy/haproxyProgram.ts';
import { HaproxyRouter } from '../../../../../server/infrastructure/deployments/router/haproxy/haproxyRouter.ts';
import type { Route } from '../../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { processStartTime } from '../../../../../server/infrastructure/programs/processIdentity.ts';
import { plainRoute, TestUpstream } from '../routerGround.ts';

/** A state folder with a router that runs real HAProxies in front of two slots. */
export class HaproxyGround {
  readonly #temporary: string;
  readonly stateFolder: string;
  readonly upstreams: readonly TestUpstream[];
  readonly route: Route;
  router: HaproxyRouter;

  private constructor(temporary: string, below: string, upstreams: readonly TestUpstream[], route: Route) {
    this.#temporary = temporary;
    this.stateFolder = path.join(temporary, below);
    this.upstreams = upstreams;
    this.route = route;
    this.router = this.anotherRouter();
  }

  /** @param below folders below a temporary one in which the state is kept */
  static async start(below = 'state'): Promise<HaproxyGround> {
    const temporary = await mkdtemp(path.join(tmpdir(), 'swarm-haproxy-'));
    const upstreams = [await TestUpstream.start('slot-1'), await TestUpstream.start('slot-2')];
    const route = await plainRoute({ upstreams: upstreams.map(({ slot, port }) => ({ slot, port })) });
    const ground = new HaproxyGround(temporary, below, upstreams, route);
    await ground.router.apply([route]);
    return ground;
  }

  get address(): string {
    return `http://127.0.0.1:${this.route.port}`;
  }

  get socket(): string {
    return path.join(this.stateFolder, 'haproxy', String(this.route.port), 'control.sock');
  }

  /** As a service that was started anew has it: it knows nothing but the state folder. */
  anotherRouter(): HaproxyRouter {
    return new HaproxyRouter(this.stateFolder, new HaproxyProgram(path.join(this.stateFolder, 'repository')));
  }

  async ask(): Promise<string> {
    return (await fetch(this.address)).text();
  }

  /** The HAProxy of a port. */
  async identity(port = this.route.port): Promise<HaproxyIdentity> {
    const { path: folder } = new HaproxyFolders(this.stateFolder).folder(port);
    return JSON.parse(await readFile(path.join(folder, 'haproxy.json'), 'utf8')) as HaproxyIdentity;
  }

  /** Nothing is left running afterwards. */
  async close(): Promise<void> {
    await this.router.apply([]);
    for (const upstream of this.upstreams) await upstream.stop();
    await rm(this.#temporary, { recursive: true, force: true });
  }
}

/** Resolves when a process has ended. */
export async function ended({ pid, startTime }: HaproxyIdentity): Promise<void> {
  while ((await processStartTime(pid)) === startTime) await new Promise((resolve) => setTimeout(resolve, 5));
}
