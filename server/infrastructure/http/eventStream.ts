import type { ServerResponse } from 'node:http';
import type { EventLog } from '../events/eventLog.ts';
import type { CommandStore } from '../events/subject.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { EventStreamClient } from './eventStreamClient.ts';
import { changedMessage, eventMessage, pingMessage } from './serverSentEvents.ts';

export interface EventStreamParts {
  readonly log: Pick<EventLog, 'read' | 'lastSeq'>;
  readonly commands: Pick<CommandStore, 'onCommitted'>;
  readonly rows: Pick<RowStore, 'onChanged'>;
  /** Told when the number of connections or of editor windows among them is different. */
  readonly onClients?: (clients: number, windows: number) => void;
  readonly pingMilliseconds?: number;
  /** Bytes that may wait for a slow reader (default 1 MB). */
  readonly maximumBuffered?: number;
}

/** Everybody who follows the service: logged events by position, changed rows as they change. */
export class EventStream {
  readonly #parts: EventStreamParts;
  readonly #clients = new Set<EventStreamClient>();
  readonly #ends: (() => void)[];
  #windows = 0;
  #closed = false;

  constructor(parts: EventStreamParts) {
    this.#parts = parts;
    const ping = setInterval(() => this.#broadcast(pingMessage), parts.pingMilliseconds ?? 15_000).unref();
    this.#ends = [
      () => clearInterval(ping),
      parts.rows.onChanged((change) => {
        if (this.#clients.size > 0) this.#broadcast(changedMessage(change));
      }),
      parts.commands.onCommitted((event) => {
        if (this.#clients.size === 0) return;
        const message = eventMessage(event);
        for (const client of this.#clients) client.event(event.seq, message);
      }),
    ];
  }

  /** Connected editor windows. */
  get windows(): number {
    return this.#windows;
  }

  /** Streams into a response from a position on, until either side ends it. */
  connect(response: ServerResponse, after: number, isWindow: boolean): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const client = new EventStreamClient(
      response,
      this.#parts.log,
      after,
      this.#parts.maximumBuffered ?? 1_048_576,
    );
    if (this.#closed) {
      client.end();
      return;
    }
    this.#clients.add(client);
    this.#count(isWindow ? 1 : 0);
    response.once('close', () => {
      this.#clients.delete(client);
      this.#count(isWindow ? -1 : 0);
    });
    void client.replay();
  }

  /** Ends every connection; later ones end at once. */
  close(): void {
    this.#closed = true;
    for (const end of this.#ends) end();
    for (const client of this.#clients) client.end();
  }

  #broadcast(message: string): void {
    for (const client of this.#clients) client.write(message);
  }

  #count(windows: number): void {
    this.#windows += windows;
    this.#parts.onClients?.(this.#clients.size, this.#windows);
  }
}
