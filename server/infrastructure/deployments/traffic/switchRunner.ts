import type { Logger } from 'pino';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import { takesConnections } from '../router/takesConnections.ts';
import { takesRequests } from '../slots/slotHistory.ts';
import type { RouterFollower } from './routerFollower.ts';
import { servingPorts } from './servingPorts.ts';
import type { TrafficBook } from './trafficBook.ts';
import { switched, switchFailed, trafficSubject } from './trafficSubject.ts';
import { warmAfterSwitch } from './warmSlots.ts';

export interface SwitchRunnerParts {
  readonly commands: CommandStore;
  readonly book: TrafficBook;
  readonly follower: RouterFollower;
  readonly log: Logger;
}

const ownMeta: CommandMeta = { actor: 'swarm' };

/** Does the switches that are decided: the router first, then the record of how that ended. */
export class SwitchRunner {
  readonly #parts: SwitchRunnerParts;
  readonly #running = new Map<string, Promise<void>>();

  constructor(parts: SwitchRunnerParts) {
    this.#parts = parts;
  }

  /**
   * Resolves when nothing is left to do for a route.
   * @throws {Refusal} `router-failed`: traffic is where it was
   */
  finish(route: string): Promise<void> {
    const running = this.#running.get(route);
    if (running !== undefined) return running;
    if (this.#parts.book.state(route).switching === null) return Promise.resolve();
    const finishing = this.#perform(route).finally(() => this.#running.delete(route));
    this.#running.set(route, finishing);
    return finishing;
  }

  /** Records that a switch or a rollback came to nothing. */
  async fail(route: string, reason: string): Promise<void> {
    await this.#parts.commands.execute(trafficSubject, route, () => [switchFailed(reason)], ownMeta);
  }

  async idle(): Promise<void> {
    await Promise.allSettled(this.#running.values());
  }

  async #perform(route: string): Promise<void> {
    const { commands, book, follower } = this.#parts;
    try {
      await this.#checkTarget(route);
      await follower.apply();
      // It may have died meanwhile: then traffic goes back before anybody is told that it has moved.
      await this.#checkTarget(route);
      const problem = this.#target(route) ? book.problem(route) : null;
      if (problem !== null) throw new Error(problem);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.fail(route, reason);
      follower.applySoon();
      throw new Refusal('router-failed', reason);
    }
    const decide = () => [switched(warmAfterSwitch(book, route, new Date()))];
    await commands.execute(trafficSubject, route, decide, ownMeta);
    // The slot that was left is now known to be warm.
    follower.applySoon();
  }

  #target(route: string): string | undefined {
    return this.#parts.book.state(route).switching?.to?.slot;
  }

  /** @throws {Error} a sentence why no request may go to the slot that is switched to */
  async #checkTarget(route: string): Promise<void> {
    const slot = this.#target(route);
    if (slot === undefined) return;
    const history = this.#parts.book.slot(`${route}/${slot}`);
    const ports = servingPorts(history);
    if (ports.length === 0 || !takesRequests(history))
      throw new Error(`Slot ${slot} of ${route} is ${history.phase} by now.`);
    const taking = await Promise.all(ports.map((port) => takesConnections(port)));
    if (!taking.includes(true)) throw new Error(`Slot ${slot} of ${route} does not take connections.`);
  }
}
