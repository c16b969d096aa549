import type { SelectableRouter } from '../chosenRouter.ts';
import { portProblem } from '../portProblem.ts';
import type { Route, RouteTraffic } from '../trafficRouter.ts';
import { configurationHash, type HaproxyFolder, HaproxyFolders } from './haproxyFolder.ts';
import {
  findHaproxyProcess,
  launchHaproxy,
  PortError,
  stopHaproxy,
  usableHaproxyProcess,
} from './haproxyProcess.ts';
import type { HaproxyProgram } from './haproxyProgram.ts';
import { HaproxyRoute } from './haproxyRoute.ts';

/**
 * The machine's HAProxy, a process for each route: a route that comes or goes touches no other, and a switch
 * changes the running process by its runtime socket.
 */
export class HaproxyRouter implements SelectableRouter {
  readonly #folders: HaproxyFolders;
  readonly #program: HaproxyProgram;
  /** By port. */
  readonly #routes = new Map<number, HaproxyRoute>();

  constructor(stateFolder: string, program: HaproxyProgram) {
    this.#folders = new HaproxyFolders(stateFolder);
    this.#program = program;
  }

  async apply(routes: readonly Route[]): Promise<readonly RouteTraffic[]> {
    const wanted = new Set(routes.map(({ port }) => port));
    for (const port of await this.#folders.ports()) if (!wanted.has(port)) await this.#stop(port);
    const results = await Promise.allSettled(routes.map((route) => this.#applyOne(route)));
    return results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  }

  async traffic(): Promise<readonly RouteTraffic[]> {
    const ports = await this.#folders.ports();
    const all = await Promise.all(ports.map(async (port) => (await this.#found(port))?.traffic()));
    return all.filter((traffic) => traffic !== undefined);
  }

  async problem(): Promise<string | null> {
    return this.#program.find().then(
      () => null,
      (error: Error) => error.message,
    );
  }

  /** It starts quickly, and only where its ports are free. */
  async prepare(): Promise<void> {}

  async isRunning(): Promise<boolean> {
    return (await this.#folders.ports()).length > 0;
  }

  async #applyOne(route: Route): Promise<RouteTraffic> {
    const folder = this.#folders.folder(route.port);
    const running = await usableHaproxyProcess(folder);
    try {
      if (running?.configurationHash !== configurationHash(route))
        return await this.#launch(route, folder, running?.pid);
      const present =
        this.#attach(route.port, running.pid) ?? this.#keep(route.port, new HaproxyRoute(running));
      await present.update(route);
      return await present.traffic();
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      if (!running) await folder.remove();
      return { id: route.id, problem: portProblem(route, error), upstreams: [] };
    }
  }

  /** Starts a HAProxy with the route; where one serves the port already, that one's connections lose nothing. */
  async #launch(route: Route, folder: HaproxyFolder, predecessor: number | undefined): Promise<RouteTraffic> {
    const program = await this.#program.find();
    const running = await launchHaproxy({ program, folder, route, predecessor });
    return this.#keep(route.port, new HaproxyRoute(running)).traffic();
  }

  async #found(port: number): Promise<HaproxyRoute | undefined> {
    const running = await findHaproxyProcess(this.#folders.folder(port));
    if (!running) return undefined;
    return this.#attach(port, running.pid) ?? this.#keep(port, new HaproxyRoute(running));
  }

  #attach(port: number, pid: number): HaproxyRoute | undefined {
    const present = this.#routes.get(port);
    return present?.pid === pid ? present : undefined;
  }

  #keep(port: number, route: HaproxyRoute): HaproxyRoute {
    this.#routes.get(port)?.release();
    this.#routes.set(port, route);
    return route;
  }

  async #stop(port: number): Promise<void> {
    const folder = this.#folders.folder(port);
    const running = await usableHaproxyProcess(folder);
    this.#routes.get(port)?.release();
    this.#routes.delete(port);
    if (running) await stopHaproxy(folder, running);
    else await folder.remove();
  }
}
