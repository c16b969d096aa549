import path from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningService, startService } from '../../../server/infrastructure/service.ts';
import { startSubjects } from '../../../server/infrastructure/subjects.ts';
import { callApi } from '../../../server/protocol/apiClient.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { Follower } from '../http/follower.ts';
import { call, connectMcp, newClient } from './mcpClient.ts';

const main = path.resolve(import.meta.dirname, '../../../server/cli/main.ts');
let example: ExampleRepository;
let service: RunningService;

beforeAll(async () => {
  example = await makeRepository();
  await example.commit('core.py', 'import os\n');
  service = await startService({ repository: example.folder, startSubjects });
});
afterAll(async () => {
  await service.stop();
  await example.remove();
});

/** An agent whose client has started `swarm mcp` in the repository. */
async function startAgent(agent: string): Promise<{ client: Client; pid: number }> {
  const { token } = await callApi(service, 'createToken', { body: { name: agent, role: 'agent' } });
  const env = { PATH: process.env['PATH'] ?? '', SWARM_TOKEN: token };
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [main, 'mcp'],
    cwd: example.folder,
    env,
  });
  const client = newClient('legacy');
  await client.connect(transport);
  return { client, pid: transport.pid ?? 0 };
}

const lease = { kind: 'paths', subject: ['core.py'], seconds: 600 };

/** Resolves once an agent holds a lease. */
async function grantedTo(agent: string, follower: Follower): Promise<void> {
  await follower.until(() =>
    follower.messages.some(({ event, data }) => {
      const { resource, row } = event === 'changed' ? JSON.parse(data) : {};
      return resource === 'leases' && row?.holder === agent && row.state === 'held';
    }),
  );
}

it('of two agents with one lease the second takes over when the first is killed', async () => {
  const [first, second] = await Promise.all([startAgent('Agent-1'), startAgent('Agent-2')]);
  const follower = await Follower.open(service);
  const held = await call(first.client, 'take_lease', { ...lease, idempotency_key: 'take-1' });
  expect(held).toMatchObject({ holder: 'Agent-1', state: 'held' });
  const again = await call(first.client, 'take_lease', { ...lease, idempotency_key: 'take-1' });
  expect(again).toMatchObject({ id: held['id'], fence: held['fence'] });
  const refused = await call(second.client, 'take_lease', lease);
  expect(refused).toMatchObject({ isError: true, detail: expect.stringContaining('Agent-1') });

  const waiting = await call(second.client, 'take_lease', { ...lease, wait: true });
  expect(waiting).toMatchObject({ state: 'waiting' });
  const renewed = await call(first.client, 'renew_lease', { lease: held['id'], seconds: 1 });
  expect(renewed).toMatchObject({ holder: 'Agent-1', fence: held['fence'] });
  process.kill(first.pid, 'SIGKILL');
  await grantedTo('Agent-2', follower);
  follower.close();

  const { lease: now } = await call(second.client, 'who_holds', { path: 'core.py' });
  expect(now).toMatchObject({ holder: 'Agent-2' });
  expect((now as { fence: number }).fence).toBeGreaterThan(Number(held['fence']));
  await Promise.all([first.client.close(), second.client.close()]);
});

it('one operation is done alike over HTTP and as a tool, also under one key', async () => {
  const { token } = await callApi(service, 'createToken', { body: { name: 'Agent-5', role: 'agent' } });
  const api = { address: service.address, token };
  const client = await connectMcp(api);
  const message = { to: { all: true as const }, subject: 'once', text: 'x' };
  const sent = await call(client, 'send_message', { ...message, idempotency_key: 'm-1' });
  expect(await call(client, 'send_message', { ...message, idempotency_key: 'm-1' })).toEqual(sent);
  expect(
    await callApi(api, 'sendMessage', { body: { ...message, from: 'Agent-5' }, idempotencyKey: 'm-1' }),
  ).toMatchObject({ id: sent['id'] });
  expect(await call(client, 'send_message', { ...message, text: 'y', idempotency_key: 'm-1' })).toMatchObject(
    {
      isError: true,
      code: 'idempotency-key-reused',
    },
  );
  await client.close();
});

it('a denial of a tool is an event of the agent', async () => {
  const { token } = await callApi(service, 'createToken', { body: { name: 'Agent-6', role: 'agent' } });
  const client = await connectMcp({ address: service.address, token });
  await call(client, 'report_heartbeat', { agent: 'Agent-1' });
  await client.close();
  const [denied] = await callApi(service, 'history', { query: { stream: 'access/Agent-6' } });
  expect(denied).toMatchObject({
    type: 'access.denied',
    actor: 'Agent-6',
    data: { route: 'POST /v1/agents/:agent/heartbeats', code: 'not-allowed', count: 1 },
  });
});
