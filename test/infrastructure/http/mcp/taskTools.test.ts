import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningService, startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { type ApiAddress, callApi } from '../../../../server/protocol/apiClient.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { call, connectMcp } from './mcpClient.ts';

let example: ExampleRepository;
let service: RunningService;
let apis: ApiAddress[];
let clients: Client[];
const agents = ['Agent-7', 'Agent-8'];
const task = { contract: 'C-1', task: 'T-1' };

beforeAll(async () => {
  example = await makeRepository();
  await example.commit('core.py', 'x = 1\n');
  service = await startService({ repository: example.folder, startSubjects });
  await callApi(service, 'createContract', { body: { id: 'C-1', title: 'Split', total: 100 } });
  const body = { task: 'T-1', title: 'Split core.py', points: 40, files: ['core.py'] };
  await callApi(service, 'addTask', { params: { contract: 'C-1' }, body });
  const making = agents.map((name) => callApi(service, 'createToken', { body: { name, role: 'agent' } }));
  apis = (await Promise.all(making)).map(({ token }) => ({ address: service.address, token }));
  clients = await Promise.all(apis.map((api) => connectMcp(api)));
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await service.stop();
  await example.remove();
});

it('of two agents that claim a task at once one has it, and only that one goes on with it', async () => {
  const open = await Promise.all(clients.map((client) => call(client, 'list_tasks', { state: 'submitted' })));
  expect(open).toMatchObject([{ total: 1 }, { total: 1 }]);
  const claims = await Promise.all(clients.map((client) => call(client, 'claim_task', task)));
  const winners = agents.filter((_, index) => claims[index]?.['isError'] !== true);
  expect(winners).toHaveLength(1);
  const [winner, loser] = winners[0] === 'Agent-7' ? clients : clients.toReversed();
  if (winner === undefined || loser === undefined) throw new Error('two agents are needed');
  expect(claims).toContainEqual(expect.objectContaining({ isError: true, code: 'conflict' }));

  const evidence = [{ kind: 'lines', file: 'core.py', maximum: 10 }];
  for (const [tool, more] of [
    ['submit_task', { evidence }],
    ['release_task', {}],
  ] as const)
    expect(await call(loser, tool, { ...task, ...more })).toMatchObject({
      isError: true,
      code: 'not-allowed',
    });
  expect(await call(winner, 'submit_task', { ...task, evidence, idempotency_key: 'once' })).toMatchObject({
    assignee: winners[0],
  });
});

it('nobody credits, verifies or accepts as an agent, by whatever way', async () => {
  for (const api of apis) {
    await expect(callApi(api, 'creditTask', { params: task })).rejects.toMatchObject({
      problem: { code: 'not-allowed' },
    });
    await expect(callApi(api, 'verifyTask', { params: task })).rejects.toMatchObject({
      problem: { code: 'not-allowed' },
    });
    await expect(
      callApi(api, 'acceptTask', { params: task, body: { reason: 'mine' } }),
    ).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
  }
  for (const client of clients)
    await expect(client.callTool({ name: 'credit_task', arguments: task })).rejects.toThrow('no tool');
});
