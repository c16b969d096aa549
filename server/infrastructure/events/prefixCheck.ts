import { type EventLog, tampered } from './eventLog.ts';
import { type ChainPosition, chainStart } from './hashChain.ts';
import { restOrEnd } from './restOrEnd.ts';

/** Events of one slice: a few milliseconds, in which no request is answered. */
const sliceSize = 400;
const pauseMilliseconds = 20;

/** Checks, while the service already answers, the part of the log that its start took on trust. */
export class PrefixCheck {
  readonly #log: Pick<EventLog, 'verify'>;
  readonly #until: ChainPosition;
  readonly #closing = new AbortController();
  #running: Promise<void> | undefined;

  /** @param until where the start began to check, and the hash it took on trust */
  constructor(log: Pick<EventLog, 'verify'>, until: ChainPosition) {
    this.#log = log;
    this.#until = until;
  }

  /** @param onWrong told when the log is not what it was (an `EventLogError`), or cannot be read */
  start(onWrong: (error: unknown) => Promise<void>): void {
    this.#running = this.#check().catch(async (error: unknown) => {
      if (!this.#closing.signal.aborted) await onWrong(error);
    });
  }

  /** Resolves when all is checked. */
  async done(): Promise<void> {
    await this.#running;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #check(): Promise<void> {
    let reached = chainStart;
    while (reached.seq < this.#until.seq && !this.#closing.signal.aborted) {
      await restOrEnd(pauseMilliseconds, this.#closing.signal);
      if (this.#closing.signal.aborted) return;
      reached = await this.#log.verify(reached, Math.min(sliceSize, this.#until.seq - reached.seq));
    }
    if (!this.#closing.signal.aborted && reached.hash !== this.#until.hash)
      throw tampered(`event ${reached.seq} is not the one that was written: the log was written anew`);
  }
}
