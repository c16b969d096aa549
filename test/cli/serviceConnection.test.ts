import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { CommandError } from '../../server/cli/command.ts';
import { callService, ServiceAway } from '../../server/cli/serviceConnection.ts';

/** What `fetch` sends with: undici's, which Node does not hand out otherwise. */
const dispatcher = Symbol.for('undici.globalDispatcher.1');
type Dispatcher = new (options: { headersTimeout: number; bodyTimeout: number }) => object;

/** Has `fetch` give up on an answer after the shortest time that it can. */
function impatientFetch(): void {
  const before = Reflect.get(globalThis, dispatcher) as { constructor: Dispatcher };
  Reflect.set(globalThis, dispatcher, new before.constructor({ headersTimeout: 1, bodyTimeout: 1 }));
  onTestFinished(() => void Reflect.set(globalThis, dispatcher, before));
}

async function ask(answer: RequestListener): Promise<unknown> {
  const server = createServer(answer);
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const api = { address: `http://127.0.0.1:${port}`, token: 'x' };
  return callService(api, 'listBranches').catch((error: unknown) => error);
}

it('tells a service that is still at work from one that has ended', async () => {
  await fetch('data:,').then((loaded) => loaded.text());
  impatientFetch();
  for (const answer of [() => {}, (_, response) => response.write('[')] satisfies RequestListener[]) {
    const late = await ask(answer);
    expect(late).toBeInstanceOf(CommandError);
    expect(late).not.toBeInstanceOf(ServiceAway);
    expect(String(late)).toMatch(/is still at work on it after five minutes\. See with `swarm status`/);
  }
});

it('tells of a service that ends before or within its answer', async () => {
  const ended = await ask((request) => request.socket.destroy());
  const within = await ask((request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('[', () => request.socket.destroy());
  });
  for (const error of [ended, within]) {
    expect(error).toBeInstanceOf(ServiceAway);
    expect(String(error)).toContain('has ended without a word');
  }
});
