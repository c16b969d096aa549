import type { Logger } from 'pino';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import type { RouteTraffic, TrafficRouter } from '../router/trafficRouter.ts';
import type { TrafficBook } from './trafficBook.ts';

export interface RouterFollowerParts {
  readonly router: TrafficRouter;
  readonly book: TrafficBook;
  readonly log: Logger;
  readonly checkMilliseconds: number;
  /** Called when there is a new report. */
  onReport(): void;
}

/** Keeps the router doing what is meant, and the book told of what goes through it. */
export class RouterFollower {
  readonly #parts: RouterFollowerParts;
  readonly #applying: CoalescedTask;
  readonly #endWatch: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: RouterFollowerParts) {
    this.#parts = parts;
    this.#applying = new CoalescedTask(async () => {
      parts.book.report(await parts.router.apply(parts.book.table()));
      parts.onReport();
    });
    this.#endWatch = parts.router.onDied?.(() => {
      parts.log.warn('the router died and is started again');
      this.applySoon();
    });
  }

  /**
   * Makes the router do what is meant now.
   * @throws {Error} a sentence why it cannot
   */
  apply(): Promise<void> {
    return this.#applying.run();
  }

  /** As `apply`; a failure is logged and tried again with the next check. */
  applySoon(): void {
    if (this.#closed) return;
    this.apply().catch((error: unknown) => this.#parts.log.error({ err: error }, 'traffic cannot be routed'));
  }

  /**
   * What goes through the router at this moment; the book is told as well.
   * @throws {Error} it does not answer
   */
  async look(): Promise<readonly RouteTraffic[]> {
    const reports = await this.#parts.router.traffic();
    this.#parts.book.report(reports);
    this.#parts.onReport();
    return reports;
  }

  /** Looks at the router now and then from here on. */
  follow(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#check()
        .catch(() => this.applySoon())
        .finally(() => this.follow());
    }, this.#parts.checkMilliseconds).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#endWatch?.();
    await this.#applying.idle();
  }

  async #check(): Promise<void> {
    const wanted = this.#parts.book.table();
    if (wanted.length === 0) return;
    const reports = await this.look();
    const open = reports.filter(({ problem }) => problem === null).map(({ id }) => id);
    // It was ended by somebody, or a port was taken and may be free by now.
    if (!wanted.every(({ id }) => open.includes(id))) this.applySoon();
  }
}
