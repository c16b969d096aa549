import { setTimeout as pause } from 'node:timers/promises';
import { type EventLog, tampered } from './eventLog.ts';
import { type ChainPosition, chainStart } from './hashChain.ts';

/** Events of one slice: a few milliseconds, in which no request is answered. */
const sliceSize = 400;
const pauseMilliseconds = 20;

/** Checks, while the service already answers, the part of the log that its start took on trust. */
export class PrefixCheck {
  readonly #log: Pick<EventLog, 'verify'>;
  readonly #until: ChainPosition;
  #closed = false;
  #running: Promise<void> | undefined;

  /** @param until where the start began to check, and the hash it took on trust */
  constructor(log: Pick<EventLog, 'verify'>, until: ChainPosition) {
    this.#log = log;
    this.#until = until;
  }

  /** @param onWrong told when the log is not what it was (an `EventLogError`), or cannot be read */
  start(onWrong: (error: unknown) => Promise<void>): void {
    this.#running = this.#check().catch(async (error: unknown) => {
      if (!this.#closed) await onWrong(error);
    });
  }

  /** Resolves when all is checked. */
  async done(): Promise<void> {
    await this.#running;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #check(): Promise<void> {
    let reached = chainStart;
    while (reached.seq < this.#until.seq && !this.#closed) {
      await pause(pauseMilliseconds, undefined, { ref: false });
      if (this.#closed) return;
      reached = await this.#log.verify(reached, Math.min(sliceSize, this.#until.seq - reached.seq));
    }
    if (!this.#closed && reached.hash !== this.#until.hash)
      throw tampered(`event ${reached.seq} is not the one that was written: the log was written anew`);
  }
}
