import path from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { processStartTime } from '../../../../server/infrastructure/programs/processIdentity.ts';
import { type RunningService, startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { callApi } from '../../../../server/protocol/apiClient.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { Follower } from '../follower.ts';
import { call, connectMcp, newClient } from './mcpClient.ts';

const main = path.resolve(import.meta.dirname, '../../../../server/cli/main.ts');
let example: ExampleRepository;
let service: RunningService;

beforeAll(async () => {
  example = await makeRepository();
  await example.commit('core.py', 'import os\n');
  await example.commit('swarm.json', '{ "agents": { "failoverAfterSeconds": 0 } }\n');
  service = await startService({
    repository: example.folder,
    startSubjects: (parts) => startSubjects({ ...parts, processCheckMilliseconds: 50 }),
  });
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

interface Row {
  readonly id: string;
  readonly holder?: string;
  readonly state?: string;
  readonly evidence?: readonly { readonly text: string }[];
}

/** A task whose file is the one the agents collide on. */
async function addTask(): Promise<void> {
  await callApi(service, 'createContract', { body: { id: 'C-1', title: 'Split', total: 100 } });
  const body = { task: 'T-1', title: 'Split core.py', points: 40, files: ['core.py'] };
  await callApi(service, 'addTask', { params: { contract: 'C-1' }, body });
}

/** Resolves once a row is as wanted. */
async function changed(follower: Follower, wanted: (row: Row) => boolean): Promise<void> {
  await follower.until(() =>
    follower.messages.some(({ event, data }) => {
      if (event !== 'changed') return false;
      const { row } = JSON.parse(data) as { row: Row | null };
      return row !== null && wanted(row);
    }),
  );
}

it('of two agents with one task and one lease the second takes over when the first is killed', async () => {
  await addTask();
  const [first, second] = await Promise.all([startAgent('Agent-1'), startAgent('Agent-2')]);
  const follower = await Follower.open(service);
  for (const { client, pid } of [first, second])
    await call(client, 'report_heartbeat', { pid, startTime: await processStartTime(pid) });
  const got = await call(first.client, 'next_task', { idempotency_key: 'next-1' });
  expect(got).toMatchObject({ task: { id: 'C-1/T-1', attempt: 1 }, leases: [{}, { kind: 'paths' }] });
  const fences = (got['leases'] as { fence: number }[]).map(({ fence }) => fence);

  expect(await call(second.client, 'next_task')).toMatchObject({ task: null });
  const lease = { kind: 'paths', subject: ['core.py'] };
  const refused = await call(second.client, 'take_lease', lease);
  expect(refused).toMatchObject({ isError: true, detail: expect.stringContaining('Agent-1') });
  expect(await call(second.client, 'take_lease', { ...lease, wait: true })).toMatchObject({
    state: 'waiting',
  });

  process.kill(first.pid, 'SIGKILL');
  await changed(follower, ({ holder, state }) => holder === 'Agent-2' && state === 'held');
  await follower.until(() => follower.messages.some(({ data }) => data.includes('"failover.completed"')));
  follower.close();
  const { lease: now } = await call(second.client, 'who_holds', { path: 'core.py' });
  expect(now).toMatchObject({ holder: 'Agent-2' });
  expect((now as { fence: number }).fence).toBeGreaterThan(Math.max(...fences));
  expect(await call(second.client, 'next_task')).toMatchObject({ task: { id: 'C-1/T-1', attempt: 2 } });
  await Promise.all([first.client.close(), second.client.close()]);
});

it('over standard input the process of who started it stands for the agent', async () => {
  const follower = await Follower.open(service);
  const { client } = await startAgent('Agent-3');
  await call(client, 'report_heartbeat', { mission: 'x' });
  const seen = `Process ${process.pid} runs on this machine.`;
  await changed(
    follower,
    ({ id, evidence = [] }) => id === 'Agent-3' && evidence.some(({ text }) => text === seen),
  );
  follower.close();
  await client.close();
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
