import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiAddress } from '../../../server/protocol/apiClient.ts';
import type { Changed } from '../../../server/protocol/events.ts';
import type { Snapshot } from '../../../server/protocol/snapshot.ts';
import { snapshotWith } from './snapshotWith.ts';

const token = 'a-token-of-more-than-thirty-two-letters';

/** A real HTTP server that speaks the part of the protocol a client follows; the test is its swarm. */
export class ProtocolServer {
  snapshot: Snapshot = snapshotWith([]);
  /** Runs before a snapshot is answered. */
  beforeSnapshot: () => Promise<void> = async () => {};
  /** What else is answered, by path. */
  readonly replies = new Map<string, unknown>();
  readonly #server: Server;
  readonly #streams = new Set<ServerResponse>();
  #port = 0;

  constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  get api(): ApiAddress {
    return { address: `http://127.0.0.1:${this.#port}`, token };
  }

  get streams(): number {
    return this.#streams.size;
  }

  send(change: Changed): void {
    this.sendRaw(`event: changed\ndata: ${JSON.stringify(change)}\n\n`);
  }

  sendRaw(text: string): void {
    for (const stream of this.#streams) stream.write(text);
  }

  /** Ends every event stream, as a service does that stops. */
  endStreams(): void {
    for (const stream of this.#streams) stream.end();
    this.#streams.clear();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', this.api.address).pathname;
    if (request.headers.authorization !== `Bearer ${token}`) refuse(response, 401, 'unauthorized');
    else if (path === '/v1/events') this.#stream(response);
    else if (path === '/v1/snapshot') this.#answerSnapshot(response);
    else if (path === '/v1/agents') json(response, this.snapshot.agents);
    else if (this.replies.has(path)) json(response, this.replies.get(path));
    else refuse(response, 404, 'not-found');
  }

  #answerSnapshot(response: ServerResponse): void {
    const answer = () => json(response, this.snapshot);
    this.beforeSnapshot().then(answer, answer);
  }

  #stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': hello\n\n');
    this.#streams.add(response);
    response.once('close', () => this.#streams.delete(response));
  }
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const problem = { type: 'about:blank', title: code, status, detail: `Refused: ${code}.`, code };
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
}
