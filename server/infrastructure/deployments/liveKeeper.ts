import type { Logger } from 'pino';
import type { CommandStore } from '../events/subject.ts';
import { ownMeta } from './deploymentStream.ts';
import { deploymentNeeding } from './neededSlots.ts';
import { releaseCommand } from './releaseCommand.ts';
import type { SlotFleet } from './slots/slotFleet.ts';
import { isUp, wantedInstances } from './slots/slotHistory.ts';
import type { TrafficBook } from './traffic/trafficBook.ts';

export interface LiveKeeperParts {
  readonly commands: CommandStore;
  readonly book: TrafficBook;
  readonly fleet: Pick<SlotFleet, 'start' | 'scale'>;
  readonly log: Logger;
}

/** How often what is live was started again, and when last. */
interface Restarts {
  readonly count: number;
  /** By the clock that nobody sets. */
  readonly at: number;
}

const secondDelay = 1000;
const longestDelay = 300_000;
/** What stayed up for so long has recovered. */
const stableMilliseconds = 600_000;

/** Time before the next start of what has ended, in milliseconds: none, then ever longer while it does not stay up. */
export function restartDelay(count: number): number {
  return count === 0 ? 0 : Math.min(secondDelay * 2 ** (count - 1), longestDelay);
}

/** Starts a live release again that has ended, or those of its instances that have, where no deployment is at work on it. */
export class LiveKeeper {
  readonly #parts: LiveKeeperParts;
  readonly #restarts = new Map<string, Restarts>();
  /** By route: those that are to be started again. */
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #work = new Set<Promise<void>>();
  #unsubscribe: () => void = () => {};
  #closed = false;

  constructor(parts: LiveKeeperParts) {
    this.#parts = parts;
  }

  /** Slots and traffic have been found before. */
  start(): void {
    this.#unsubscribe = this.#parts.commands.onCommitted(({ stream }) => {
      const [subject, environment, team] = stream.split('/');
      if (subject === 'slot' || subject === 'traffic') this.#look(`${environment}/${team}`);
      // It may have been at work on any of them.
      if (subject === 'deployment') this.#lookAtAll();
    });
    this.#lookAtAll();
  }

  /** Whether something is about to be started again. */
  running(): boolean {
    return this.#waiting.size > 0;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    await Promise.all(this.#work);
  }

  #lookAtAll(): void {
    for (const route of this.#parts.book.routes()) this.#look(route);
  }

  #look(route: string): void {
    if (this.#closed || this.#waiting.has(route) || !this.#missing(route)) return;
    const timer = setTimeout(
      () => {
        this.#waiting.delete(route);
        const work = this.#restart(route).finally(() => this.#work.delete(work));
        this.#work.add(work);
      },
      restartDelay(this.#count(route)),
    );
    this.#waiting.set(route, timer);
  }

  /** How often it was started again without having stayed up since. */
  #count(route: string): number {
    const { count, at } = this.#restarts.get(route) ?? { count: 0, at: 0 };
    return performance.now() - at < stableMilliseconds ? count : 0;
  }

  async #restart(route: string): Promise<void> {
    const again = this.#missing(route);
    if (!again) return;
    this.#restarts.set(route, { count: this.#count(route) + 1, at: performance.now() });
    try {
      await again();
    } catch (error) {
      this.#parts.log.warn({ err: error, route }, 'what is live cannot be started again');
      this.#look(route);
    }
  }

  /** What starts again what is live and has ended; undefined where all of it runs, or where somebody else sees to it. */
  #missing(route: string): (() => Promise<unknown>) | undefined {
    const { book, commands, fleet } = this.#parts;
    const { live, switching, restoring } = book.state(route);
    if (live === null || switching !== null || restoring !== null) return undefined;
    const id = `${route}/${live.slot}`;
    const slot = book.slot(id);
    const hasFailed = slot.phase === 'failed';
    const isPart = isUp(slot) && slot.instances.some(({ phase }) => phase === 'failed');
    if ((!hasFailed && !isPart) || slot.commit !== live.commit || !book.environment(route).restart)
      return undefined;
    if (deploymentNeeding(commands, id) !== undefined) return undefined;
    if (isPart) return () => fleet.scale(id, wantedInstances(slot).length, ownMeta);
    const { commit, revision } = live;
    return () =>
      fleet.start(id, revision, ownMeta, { commit, command: releaseCommand(commands, route, live) });
  }
}
