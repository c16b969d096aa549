import type { CommandStore } from '../events/subject.ts';
import { choosePort } from './stablePort.ts';
import type { TrafficBook } from './trafficBook.ts';
import { portChosen, trafficSubject } from './trafficSubject.ts';

/** Gives every environment and team with slots a port that stays, so that its address is known before anything is live. */
export class PortBook {
  readonly #commands: CommandStore;
  readonly #book: TrafficBook;
  #last: Promise<void> = Promise.resolve();

  constructor(commands: CommandStore, book: TrafficBook) {
    this.#commands = commands;
    this.#book = book;
  }

  /** Chooses those that are missing. */
  choose(): Promise<void> {
    const chosen = this.#last.then(() => this.#choose());
    this.#last = chosen.catch(() => {});
    return chosen;
  }

  async #choose(): Promise<void> {
    for (const route of this.#book.routes()) {
      if (this.#book.port(route) !== null) continue;
      const others = this.#book.routes().map((other) => this.#book.port(other) ?? 0);
      const port = await choosePort(route, new Set(others));
      const decide = (state: { port: number | null }) => (state.port === null ? [portChosen(port)] : []);
      await this.#commands.execute(trafficSubject, route, decide, { actor: 'swarm' });
    }
  }
}
