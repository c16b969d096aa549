import { type ClientRequest, type IncomingMessage, ServerResponse, request as send } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { requestHeaders, responseHeaders } from './forwardedHeaders.ts';
import { answer, clientOf, type Forwarding, isOwnTrouble, isRefused, leave, statusOf } from './forwarding.ts';
import type { UpstreamLoad } from './upstreamLoad.ts';

/** Time in which both ends of a connection may end it in order. */
const partingMilliseconds = 1000;

/** Leads the upgrade of a connection to a WebSocket to the first slot that takes it, and both ends' bytes after it. */
export function forwardUpgrade(
  request: IncomingMessage,
  connection: Duplex,
  head: Buffer,
  forwarding: Forwarding,
): void {
  const client = connection as Socket;
  client.on('error', () => client.destroy());
  const response = responseOn(request, client);
  if (request.headers.upgrade?.toLowerCase() !== 'websocket')
    answer(response, 501, 'Only WebSockets are let through: leave the header Upgrade out.');
  else if (forwarding.candidates.length === 0) answer(response, 503, forwarding.nobody());
  else new UpgradeExchange({ request, response, client, head }, forwarding).ask(0);
}

/** Answers on a connection that Node has given away; it is closed afterwards. */
function responseOn(request: IncomingMessage, client: Socket): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(client);
  response.once('finish', () => {
    response.detachSocket(client);
    client.end();
  });
  return response;
}

interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly client: Socket;
  /** What the client sent after its request. */
  readonly head: Buffer;
}

/** One upgraded connection. */
class UpgradeExchange {
  readonly #from: UpgradeRequest;
  readonly #forwarding: Forwarding;

  constructor(from: UpgradeRequest, forwarding: Forwarding) {
    this.#from = from;
    this.#forwarding = forwarding;
  }

  ask(candidate: number): void {
    const { request, response, client } = this.#from;
    const load = this.#forwarding.candidates[candidate];
    if (!load || client.destroyed) return;
    const fields = requestHeaders(request.rawHeaders, clientOf(request));
    fields.push('Connection', 'Upgrade', 'Upgrade', request.headers.upgrade ?? '');
    const target = { host: '127.0.0.1', port: load.upstream.port, method: 'GET', path: request.url ?? '/' };
    const asked = send({ ...target, headers: fields, agent: false, setHost: false });
    const abort = () => part(client, asked.socket);
    const end = load.begin({ kind: 'socket', abort, waitingSince: () => undefined });
    load.figures.asked();
    asked.once('socket', (socket) => load.connections.add(socket));
    client.once('close', () => {
      end();
      asked.destroy();
    });
    this.#onAnswer(asked, load);
    asked.on('error', (error) => {
      end();
      this.#failed(error, load, candidate + 1);
    });
    asked.setTimeout(this.#forwarding.answerMilliseconds, () => {
      answer(response, 504, `${this.#name(load)} did not answer the upgrade in time.`);
      asked.destroy();
    });
    asked.end();
  }

  #failed(error: NodeJS.ErrnoException, load: UpstreamLoad, following: number): void {
    const next = this.#forwarding.candidates[following];
    if (isRefused(error) && next) {
      leave(load, next);
      this.ask(following);
      return;
    }
    if (!isOwnTrouble(error)) load.figures.failed();
    answer(this.#from.response, statusOf(error), `${this.#name(load)} did not take the connection.`);
  }

  #onAnswer(asked: ClientRequest, { figures }: UpstreamLoad): void {
    asked.on('upgrade', (reply, slot, rest) => this.#join(reply, slot, rest));
    asked.on('response', (reply) => this.#decline(reply));
    for (const event of ['upgrade', 'response'])
      asked.once(event, ({ statusCode = 502 }: IncomingMessage) => figures.answered(statusCode));
  }

  /** From here on the bytes are the two ends' own business. */
  #join(reply: IncomingMessage, slot: Socket, rest: Buffer): void {
    const { response, client, head } = this.#from;
    response.detachSocket(client);
    client.write(headOf(reply));
    for (const socket of [client, slot]) {
      socket.setTimeout(0);
      socket.setNoDelay(true);
    }
    if (rest.length > 0) client.write(rest);
    if (head.length > 0) slot.write(head);
    client.pipe(slot);
    slot.pipe(client);
    slot.on('error', () => slot.destroy());
    slot.once('close', () => client.destroy());
    client.once('close', () => slot.destroy());
  }

  #decline(reply: IncomingMessage): void {
    const { response, client } = this.#from;
    response.writeHead(reply.statusCode ?? 502, reply.statusMessage, responseHeaders(reply.rawHeaders));
    reply.pipe(response);
    reply.once('close', () => {
      if (!reply.complete) client.resetAndDestroy();
    });
  }

  #name({ upstream }: UpstreamLoad): string {
    return `Slot ${upstream.slot} of ${this.#forwarding.route}`;
  }
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const fields: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    fields.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  return `HTTP/1.1 ${statusCode} ${statusMessage}\r\n${fields.join('\r\n')}\r\n\r\n`;
}

/** Tells both ends that it is over, and makes sure that it is. */
function part(client: Socket, slot: Socket | null): void {
  for (const socket of [client, slot]) {
    socket?.unpipe();
    socket?.end();
  }
  setTimeout(() => client.destroy(), partingMilliseconds).unref();
}
