import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ServiceFile } from '../../../server/protocol/serviceFile.ts';

/** Another client, on the event stream: how long after a transition was sent does it see it. */
export class FollowingClient {
  /** Milliseconds, one for each transition. */
  readonly delays: number[] = [];
  #lastSeq = 0;
  #gaps = 0;

  /** Follows until the signal says so. */
  async follow({ address, token }: ServiceFile, signal: AbortSignal): Promise<void> {
    const headers = { authorization: `Bearer ${token}` };
    const { body } = await fetch(`${address}/v1/events`, { headers, signal });
    if (!body) throw new Error('the event stream has no body');
    const lines = createInterface(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]));
    try {
      for await (const line of lines) this.#line(line);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Positions of the log that the stream left out. */
  get gaps(): number {
    return this.#gaps;
  }

  #line(line: string): void {
    if (line.startsWith('id: ')) this.#seen(Number(line.slice(4)));
    const sent = /"reason":"sent (\d+)"/.exec(line)?.[1];
    // The same text is in the changed row that follows; the event came first.
    if (sent !== undefined && line.includes('"type":"agent.transitioned"'))
      this.delays.push(Date.now() - Number(sent));
  }

  #seen(seq: number): void {
    if (this.#lastSeq !== 0 && seq !== this.#lastSeq + 1) this.#gaps += 1;
    this.#lastSeq = seq;
  }
}
