import { type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EngineError } from './engineError.ts';

/** Docker 20.10 and Podman 3 and later speak it. */
const version = 'v1.41';
const answerMilliseconds = 30_000;
const mostMessage = 500;

export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the version: `/containers/json`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** A tar stream to send. */
  readonly tar?: Readable;
  /** Ends it; without one it has 30 seconds. */
  readonly signal?: AbortSignal;
}

/** The Docker Engine API on a Unix socket, as Docker and Podman serve it. */
export class EngineClient {
  readonly socket: string;

  constructor(socket: string) {
    this.socket = socket;
  }

  /** The answer as JSON; undefined where it is empty. */
  async call(asked: EngineRequest): Promise<unknown> {
    const body = await text(await this.stream(asked)).catch((error: unknown) => {
      throw this.#unreachable(error);
    });
    return body.trim() === '' ? undefined : this.#parsed(body);
  }

  /**
   * The answer as it comes.
   * @throws {EngineError}
   */
  async stream(asked: EngineRequest): Promise<IncomingMessage> {
    const response = await this.#send(asked).catch((error: unknown) => {
      throw this.#unreachable(error);
    });
    const { statusCode: status = 0 } = response;
    if (status < 400) return response;
    const body = await text(response).catch(() => '');
    throw new EngineError('refused', `The container engine refuses: ${messageOf(body)}`, status);
  }

  #send({ method, path, query = {}, json, tar, signal }: EngineRequest): Promise<IncomingMessage> {
    const parameters = new URLSearchParams(query).toString();
    const body = json === undefined ? undefined : JSON.stringify(json);
    const type = tar ? 'application/x-tar' : 'application/json';
    return new Promise((resolve, reject) => {
      const sent = request({
        socketPath: this.socket,
        method,
        path: `/${version}${path}${parameters === '' ? '' : `?${parameters}`}`,
        headers: { host: 'localhost', ...(body !== undefined || tar ? { 'content-type': type } : {}) },
        signal: signal ?? AbortSignal.timeout(answerMilliseconds),
        agent: false,
      });
      sent.on('error', reject);
      sent.on('response', resolve);
      if (!tar) sent.end(body);
      else tar.on('error', (error) => sent.destroy(error)).pipe(sent);
    });
  }

  #parsed(body: string): unknown {
    try {
      return JSON.parse(body);
    } catch {
      throw new EngineError('refused', `What answers at ${this.socket} is no container engine.`);
    }
  }

  #unreachable(error: unknown): EngineError {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const late = error instanceof Error && /Timeout|Abort/.test(error.name);
    const why = late ? 'no answer in time' : (reasons[code] ?? (error as Error).message);
    return new EngineError(
      'unreachable',
      `The container engine does not answer at ${this.socket} (${why}); start Docker or Podman's service, or name its socket in DOCKER_HOST.`,
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket',
  ECONNREFUSED: 'nobody listens',
  EACCES: 'this user may not connect',
  ECONNRESET: 'it hung up',
};

function messageOf(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return String(message ?? body).slice(0, mostMessage);
  } catch {
    return body.trim().slice(0, mostMessage) || 'it says no reason.';
  }
}
