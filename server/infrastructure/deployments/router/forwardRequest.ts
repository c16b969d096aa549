import { type ClientRequest, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { passBody } from './answerBody.ts';
import { requestHeaders, responseHeaders } from './forwardedHeaders.ts';
import {
  answer,
  clientOf,
  type Forwarding,
  isOwnTrouble,
  isRefused,
  leave,
  reset,
  statusOf,
} from './forwarding.ts';
import type { UpstreamLoad } from './upstreamLoad.ts';

const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Sends a request to the first slot that takes it, and its answer back, both as they come. */
export function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  forwarding: Forwarding,
): void {
  if (forwarding.candidates.length === 0) answer(response, 503, forwarding.nobody());
  else if (!request.url?.startsWith('/') && request.url !== '*')
    answer(response, 400, 'This is no proxy for other hosts: ask with the path alone.');
  else new RequestExchange(request, response, forwarding).ask(0);
}

/** One request with its answer. */
class RequestExchange {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #forwarding: Forwarding;
  readonly #hasBody: boolean;
  #asked: ClientRequest | undefined;
  #repeated = false;
  #waitingSince: number | undefined;
  #end: () => void = () => {};

  constructor(request: IncomingMessage, response: ServerResponse, forwarding: Forwarding) {
    this.#request = request;
    this.#response = response;
    this.#forwarding = forwarding;
    const { 'transfer-encoding': encoding, 'content-length': length = '0' } = request.headers;
    this.#hasBody = encoding !== undefined || Number(length) > 0;
    response.once('close', () => {
      this.#end();
      // The client has gone, or the answer ended before the request did: the slot need not go on.
      if (!response.writableFinished || !request.complete) this.#asked?.destroy();
    });
  }

  /** Asks a candidate; the next one where it refuses the connection. */
  ask(candidate: number): void {
    const load = this.#forwarding.candidates[candidate];
    if (!load || this.#response.destroyed) return;
    this.#end();
    const abort = () => this.#abort();
    this.#end = load.begin({ kind: 'request', abort, waitingSince: () => this.#waitingSince });
    if (!this.#repeated) load.figures.asked();
    const asked = this.#send(load);
    this.#asked = asked;
    asked.on('response', (reply) => this.#pass(reply, load));
    asked.on('error', (error) => this.#failed(error, asked, candidate));
    asked.on('timeout', () => this.#late(asked, load));
    this.#sendBody(asked);
  }

  #send({ agent, upstream }: UpstreamLoad): ClientRequest {
    const { method = 'GET', url = '/', rawHeaders, headers } = this.#request;
    const fields = requestHeaders(rawHeaders, clientOf(this.#request));
    if (headers['transfer-encoding'] !== undefined) fields.push('Transfer-Encoding', 'chunked');
    else if (!this.#hasBody && headers['content-length'] === undefined && !bodyless(method))
      fields.push('Content-Length', '0');
    const { answerMilliseconds: timeout } = this.#forwarding;
    const target = { host: '127.0.0.1', port: upstream.port, method, path: url };
    return send({ ...target, headers: fields, agent, timeout, setHost: false });
  }

  /** Nothing is taken from the client before there is a connection: until then another slot can be asked. */
  #sendBody(asked: ClientRequest): void {
    if (!this.#hasBody) {
      this.#waitingSince = performance.now();
      asked.end();
      return;
    }
    asked.once('socket', (socket) => {
      const begin = () => this.#request.pipe(asked);
      if (socket.connecting) socket.once('connect', begin);
      else begin();
    });
    // How long a client takes to send its request is no merit or fault of the slot.
    this.#request.once('end', () => {
      if (!this.#response.headersSent) this.#waitingSince = performance.now();
    });
  }

  #pass(reply: IncomingMessage, load: UpstreamLoad): void {
    this.#headHasCome(reply, load);
    if (this.#response.destroyed) return;
    this.#response.writeHead(reply.statusCode ?? 502, reply.statusMessage, responseHeaders(reply.rawHeaders));
    passBody(reply, this.#response);
    // Its error is told again by its end.
    reply.on('error', () => {});
    reply.once('close', () => {
      if (reply.complete || this.#response.destroyed) return;
      load.figures.failed(reply.statusCode);
      reset(this.#response);
    });
  }

  #headHasCome({ statusCode = 502 }: IncomingMessage, { figures }: UpstreamLoad): void {
    figures.answered(statusCode);
    if (this.#waitingSince !== undefined) figures.timed(performance.now() - this.#waitingSince);
    this.#waitingSince = undefined;
  }

  #failed(error: NodeJS.ErrnoException, asked: ClientRequest, candidate: number): void {
    this.#request.unpipe(asked);
    const load = this.#forwarding.candidates[candidate];
    if (asked !== this.#asked || !load || this.#response.destroyed) return;
    if (this.#response.headersSent) {
      // The slot answered without waiting for the whole request: what is left of that is of no use.
      this.#request.resume();
      return;
    }
    const next = this.#forwarding.candidates[candidate + 1];
    if (isRefused(error) && next) {
      leave(load, next);
      this.ask(candidate + 1);
    } else if (this.#mayRepeat && asked.reusedSocket) {
      this.#repeated = true;
      this.ask(candidate);
    } else if (this.#mayRepeat && !isGarbage(error) && next?.upstream.slot === load.upstream.slot) {
      load.figures.failed();
      this.#repeated = true;
      this.ask(candidate + 1);
    } else if (isOwnTrouble(error)) {
      this.#refuse(503, `The router has no connection left (${error.code}).`);
    } else {
      load.figures.failed();
      this.#refuse(statusOf(error), this.#sentence(load, error));
    }
  }

  /**
   * Whether the request may be sent once more where it got no answer: without a body, to the same instance where that closed
   * an idle connection just when it was used, to another one of the slot where it died.
   */
  get #mayRepeat(): boolean {
    return repeatable.has(this.#request.method ?? '') && !this.#hasBody && !this.#repeated;
  }

  #late(asked: ClientRequest, load: UpstreamLoad): void {
    if (this.#response.headersSent || asked !== this.#asked) return;
    load.figures.failed();
    const seconds = this.#forwarding.answerMilliseconds / 1000;
    this.#refuse(504, `${this.#name(load)} did not answer within ${seconds} s.`);
    asked.destroy();
  }

  #abort(): void {
    if (this.#response.headersSent) reset(this.#response);
    else
      this.#refuse(
        503,
        `${this.#forwarding.route} was switched to another slot meanwhile, or what was asked is being stopped.`,
      );
    this.#asked?.destroy();
  }

  /** What is left of the request is read: else its connection would stay as it is, and its end unnoticed. */
  #refuse(status: number, sentence: string): void {
    answer(this.#response, status, sentence);
    if (this.#asked) this.#request.unpipe(this.#asked);
    this.#request.resume();
  }

  #sentence(load: UpstreamLoad, error: NodeJS.ErrnoException): string {
    if (isRefused(error)) return `${this.#name(load)} does not take connections.`;
    return `${this.#name(load)} ${isGarbage(error) ? 'answered something that is no HTTP' : 'ended the connection without an answer'}.`;
  }

  #name({ upstream }: UpstreamLoad): string {
    return `Slot ${upstream.slot} of ${this.#forwarding.route}`;
  }
}

/** Whether what came was no HTTP: the slot has done something with the request. */
function isGarbage({ code = '' }: NodeJS.ErrnoException): boolean {
  return code.startsWith('HPE_');
}

/** Methods that Node sends without a body unless it is told of one. */
function bodyless(method: string): boolean {
  return ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'].includes(method);
}
