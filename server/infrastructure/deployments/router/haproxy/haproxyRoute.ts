import { KeyedMutex } from '../../../concurrency/keyedMutex.ts';
import type { Route, RouteTraffic } from '../trafficRouter.ts';
import { endingCommands, overdueDrains, untilNextDrain } from './drains.ts';
import type { RunningHaproxy } from './haproxyProcess.ts';
import { giveBackCommands, leftPlaces } from './placeCommands.ts';
import { routeCommands } from './routeCommands.ts';
import { askRuntime, tellRuntime } from './runtimeSocket.ts';
import { type RuntimeState, readRuntimeState } from './runtimeState.ts';
import { trafficOfServers } from './serverTraffic.ts';

/** The HAProxy of one route while it runs: it is changed by its runtime socket alone, and remembers everything itself. */
export class HaproxyRoute {
  readonly #running: RunningHaproxy;
  /** A server that is given back must not be taken at the same moment. */
  readonly #changes = new KeyedMutex();
  #timer: NodeJS.Timeout | undefined;

  constructor(running: RunningHaproxy) {
    this.#running = running;
  }

  get pid(): number {
    return this.#running.pid;
  }

  /**
   * From here on requests go by this route.
   * @throws {Error} a sentence: HAProxy does not answer, or it refuses
   */
  update(route: Route): Promise<void> {
    const { socket } = this.#running;
    return this.#changes.run(socket, async () =>
      tellRuntime(socket, routeCommands(route, await readRuntimeState(socket), Date.now())),
    );
  }

  /** What goes through; what is over by now is ended, and servers that nobody asks any more are free. */
  traffic(): Promise<RouteTraffic> {
    const { socket, id } = this.#running;
    return this.#changes.run(socket, async () => {
      const state = await readRuntimeState(socket);
      await this.#endOverdue(state);
      const left = leftPlaces(state);
      await tellRuntime(socket, giveBackCommands(left, state));
      const upstreams = trafficOfServers(state, new Set(left));
      return { id, problem: null, upstreams };
    });
  }

  /** Ends nothing of HAProxy, only this side of it. */
  release(): void {
    clearTimeout(this.#timer);
  }

  async #endOverdue({ maps }: RuntimeState): Promise<void> {
    const drains = maps['drain.map'];
    const now = Date.now();
    const overdue = overdueDrains(drains, now);
    if (overdue.size > 0) await this.#end(overdue, now);
    const next = untilNextDrain(drains, now);
    clearTimeout(this.#timer);
    // A failure is told by the next one who asks.
    const look = () => void this.traffic().catch(() => {});
    if (next !== undefined) this.#timer = setTimeout(look, next).unref();
  }

  async #end(overdue: ReturnType<typeof overdueDrains>, now: number): Promise<void> {
    const { socket } = this.#running;
    const [sessions = ''] = await askRuntime(socket, ['show sess']);
    // Some may have ended by themselves meanwhile.
    await askRuntime(socket, endingCommands(overdue, sessions, now));
    await tellRuntime(
      socket,
      [...overdue.keys()].map((name) => `del map drain.map ${name}`),
    );
  }
}
