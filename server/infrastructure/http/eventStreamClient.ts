import type { ServerResponse } from 'node:http';
import type { EventLog } from '../events/eventLog.ts';
import { eventMessage, openingMessage } from './serverSentEvents.ts';

const pageSize = 100;

/**
 * One connection to the event stream. Its cursor is the last event written: while it is behind the log it reads the
 * log, once it has caught up it takes events as they are committed, so none is lost or doubled in between.
 */
export class EventStreamClient {
  readonly #response: ServerResponse;
  readonly #log: Pick<EventLog, 'read' | 'lastSeq'>;
  readonly #maximumBuffered: number;
  #cursor: number;
  #replaying = false;

  /** @param maximumBuffered bytes that may wait for a slow reader before it is cut off; it resumes by id */
  constructor(
    response: ServerResponse,
    log: Pick<EventLog, 'read' | 'lastSeq'>,
    after: number,
    maximumBuffered: number,
  ) {
    this.#response = response;
    this.#log = log;
    this.#cursor = after;
    this.#maximumBuffered = maximumBuffered;
    this.write(openingMessage);
  }

  /** Takes a committed event with its message. */
  event(seq: number, message: string): void {
    if (this.#replaying || seq <= this.#cursor) return;
    if (seq !== this.#cursor + 1) {
      void this.replay();
      return;
    }
    this.#cursor = seq;
    this.write(message);
  }

  /** Writes a message, or ends the connection where too much is waiting already. */
  write(message: string): void {
    if (this.#response.destroyed) return;
    if (this.#response.writableLength > this.#maximumBuffered) this.#response.destroy();
    else this.#response.write(message);
  }

  /** Writes what the log has after the cursor. Never rejects: a log that cannot be read ends the connection. */
  async replay(): Promise<void> {
    if (this.#replaying) return;
    this.#replaying = true;
    try {
      while (!this.#response.destroyed && this.#cursor < this.#log.lastSeq) await this.#writePage();
    } catch {
      this.#response.destroy();
    }
    this.#replaying = false;
  }

  end(): void {
    this.#response.end();
  }

  async #writePage(): Promise<void> {
    const events = await this.#log.read(this.#cursor, pageSize);
    const last = events.at(-1);
    if (!last) throw new Error(`the log has no event after ${this.#cursor}`);
    this.#cursor = last.seq;
    if (!this.#response.write(events.map(eventMessage).join(''))) await drained(this.#response);
  }
}

/** Resolves when a slow reader has read, or has gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
    if (response.destroyed) done();
  });
}
