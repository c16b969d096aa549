import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { TestApi } from './testApi.ts';

export interface Followable {
  readonly address: string;
  readonly token: string;
}

/** A client of the event stream that keeps every message. */
export class Follower {
  readonly messages: EventSourceMessage[] = [];
  readonly comments: string[] = [];
  readonly #abort = new AbortController();
  #changed = Promise.withResolvers<void>();
  ended = false;

  /** Resolves once the stream is open. */
  static async open(api: Followable | TestApi, query = '', lastEventId?: number): Promise<Follower> {
    const follower = new Follower();
    const response = await fetch(`${api.address}/v1/events${query}`, {
      headers: {
        authorization: `Bearer ${api.token}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
      },
      signal: follower.#abort.signal,
    });
    if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`);
    void follower.#read(response.body);
    await follower.until(() => follower.comments.includes('open'));
    return follower;
  }

  /** Positions of the logged events received. */
  get ids(): number[] {
    return this.messages.filter(({ event }) => event === 'event').map(({ id }) => Number(id));
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.ended) throw new Error('the stream ended before');
      await this.#changed.promise;
    }
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = createParser({
      onEvent: (message) => this.messages.push(message),
      onComment: (comment) => this.comments.push(comment.trim()),
    });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        parser.feed(decoder.decode(chunk, { stream: true }));
        this.#wake();
      }
    } catch {
      // Aborted by us or cut off by the server: either way it has ended.
    }
    this.ended = true;
    this.#wake();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
