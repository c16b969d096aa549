import { Agent, type ClientRequest, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request that is sent, and whether its answer is whole and right. */
export interface Exchange {
  readonly path: string;
  /** Sent with POST. */
  readonly body?: string;
  /** A connection of its own, as every new client opens one. */
  readonly ownConnection: boolean;
  isRight(answer: string): boolean;
}

const keepAlive = new Agent({ keepAlive: true });
const posted = 'abcdefgh'.repeat(4096);

const get: Exchange = { path: '/', ownConnection: false, isRight: (answer) => answer.length === 1024 };

/** What clients send, by its name. */
export const exchanges = {
  'GET, kept connection': get,
  'GET, new connection': { ...get, ownConnection: true },
  'POST of 32 kB': {
    path: '/echo',
    body: posted,
    ownConnection: false,
    isRight: (answer: string) => answer === posted,
  },
  'stream of 200 ms': {
    path: '/stream',
    ownConnection: false,
    isRight: (answer: string) => answer.startsWith('line 0\n') && answer.endsWith('line 9\nend'),
  },
} as const satisfies Record<string, Exchange>;

/** What came of a request: how long it lasted, and why it got no whole, right answer where it did not. */
export interface Outcome {
  readonly milliseconds: number;
  readonly problem: string | undefined;
}

/** Sends a request and looks at its answer. */
export async function ask(address: string, exchange: Exchange): Promise<Outcome> {
  const started = performance.now();
  const problem = await problemOf(address, exchange);
  return { milliseconds: performance.now() - started, problem };
}

async function problemOf(address: string, exchange: Exchange): Promise<string | undefined> {
  const { path, body, ownConnection, isRight } = exchange;
  const agent = ownConnection ? false : keepAlive;
  const outgoing = request(`${address}${path}`, { agent, method: body === undefined ? 'GET' : 'POST' });
  try {
    const answer = await answerOf(outgoing, body);
    const isWhole = answer.status === 200 && isRight(answer.text);
    return isWhole ? undefined : `${answer.status} ${answer.text.slice(0, 100)}`;
  } catch (error) {
    return String(error);
  }
}

async function answerOf(outgoing: ClientRequest, body?: string): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  outgoing.on('error', reject);
  outgoing.on('response', (answer) => {
    text(answer).then((whole) => resolve({ status: answer.statusCode ?? 0, text: whole }), reject);
  });
  outgoing.end(body);
  return promise;
}
