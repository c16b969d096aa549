import { Mutex } from '../../concurrency/mutex.ts';
import type { CommandStore } from '../../events/subject.ts';
import { choosePort, isFreePort } from './stablePort.ts';
import type { TrafficBook } from './trafficBook.ts';
import { portChosen, type TrafficState, trafficSubject } from './trafficSubject.ts';

/** Gives every environment and team with slots a port that stays, so that its address is known before anything is live. */
export class PortBook {
  readonly #commands: CommandStore;
  readonly #book: TrafficBook;
  readonly #repository: string;
  /** One choice at a time: each avoids the ports of the others. */
  readonly #choosing = new Mutex();

  /** @param repository tells its ports from those of others on this machine with the same names */
  constructor(commands: CommandStore, book: TrafficBook, repository: string) {
    this.#commands = commands;
    this.#book = book;
    this.#repository = repository;
  }

  /** Chooses those that are missing, and others where somebody has taken one that was never used. */
  choose(): Promise<void> {
    return this.#choosing.run(async () => {
      for (const route of this.#book.routes()) await this.#settle(route);
    });
  }

  /** Sees to it that a route that was never used has a port that can be opened now. */
  async settle(route: string): Promise<void> {
    if (!wasUsed(this.#book.state(route))) await this.#choosing.run(() => this.#settle(route));
  }

  async #settle(route: string): Promise<void> {
    if (!(await this.#needsPort(route))) return;
    const others = this.#book.routes().map((other) => this.#book.port(other) ?? 0);
    const port = await choosePort(`${this.#repository}:${route}`, new Set(others));
    const decide = (state: TrafficState) => (wasUsed(state) ? [] : [portChosen(port)]);
    await this.#commands.execute(trafficSubject, route, decide, { actor: 'swarm' });
  }

  async #needsPort(route: string): Promise<boolean> {
    const state = this.#book.state(route);
    const port = this.#book.port(route);
    return port === null || (port === state.port && !wasUsed(state) && !(await isFreePort(port)));
  }
}

/** Whether somebody may know the address, or the router is just opening it. */
function wasUsed({ since, switching, live }: TrafficState): boolean {
  return since !== null || switching !== null || live !== null;
}
