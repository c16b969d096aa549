import type { RouterName } from '../../../protocol/configuration/routerConfiguration.ts';
import type { Route, RouteTraffic, TrafficRouter } from './trafficRouter.ts';

/** A router that may be chosen. */
export interface SelectableRouter extends TrafficRouter {
  /** Why it cannot run on this machine: a sentence; null where it can. */
  problem(): Promise<string | null>;
  /** Does what can be done before it has to lead requests: whoever leads them still holds the ports. */
  prepare(): Promise<void>;
  /** Whether it leads any requests now, as far as its files tell. */
  isRunning(): Promise<boolean>;
}

export interface RouterChoice {
  /** The router that the configuration names now. */
  choice(): RouterName;
  readonly routers: Readonly<Record<RouterName, SelectableRouter>>;
  /** Hears why the named router cannot run, a sentence, and null once it can. */
  onProblem(problem: string | null): void;
}

/** The router that the configuration names. One that was named before ends as soon as the other can take over. */
export class ChosenRouter implements TrafficRouter {
  readonly #parts: RouterChoice;
  #problem: string | null = null;

  constructor(parts: RouterChoice) {
    this.#parts = parts;
  }

  /** @throws {Error} a sentence: the chosen one cannot run; requests are led as they were, but by no switch any more */
  async apply(routes: readonly Route[]): Promise<readonly RouteTraffic[]> {
    const { routers, choice } = this.#parts;
    const chosen = routers[choice()];
    const problem = await chosen.problem();
    this.#tell(problem);
    for (const other of Object.values(routers)) {
      if (other === chosen || !(await other.isRunning())) continue;
      if (problem !== null && routes.length > 0) throw new Error(problem);
      if (routes.length > 0) await chosen.prepare();
      // Its ports are free once this resolves; what is under way in it goes on until its time is over.
      await other.apply([]);
    }
    return chosen.apply(routes);
  }

  traffic(): Promise<readonly RouteTraffic[]> {
    const { routers, choice } = this.#parts;
    return routers[choice()].traffic();
  }

  onDied(listener: () => void): () => void {
    const ends = Object.values(this.#parts.routers).map((router) => router.onDied?.(listener));
    return () => {
      for (const end of ends) end?.();
    };
  }

  #tell(problem: string | null): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#parts.onProblem(problem);
  }
}
