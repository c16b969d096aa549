import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { type ApiAddress, callApi } from '../../../../server/protocol/apiClient.ts';
import type { Message } from '../../../../server/protocol/messages.ts';
import { swarm } from '../../../cli/recordedIo.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';

let example: ExampleRepository;
let service: RunningService;

beforeEach(async () => {
  example = await makeRepository();
  for (const agent of ['Agent-1', 'Agent-2']) {
    await mkdir(path.join(example.folder, 'agent_workspaces', agent), { recursive: true });
    await writeFile(
      path.join(example.folder, 'agent_workspaces', agent, 'status.json'),
      '{"status":"ACTIVE"}',
    );
  }
  service = await startService({ repository: example.folder, startSubjects });
});
afterEach(async () => {
  await service.stop();
  await example.remove();
});

const run = (...args: string[]) => swarm(example.folder, ['messages', ...args]);

describe('swarm messages', () => {
  it('sends, lists, watches and acknowledges over the service, and the agent row counts what is unread', async () => {
    const api: ApiAddress = service;
    const unread = async () => {
      const agents = await callApi(api, 'listAgents');
      return agents.map((agent) => [agent.id, agent.unread]);
    };
    expect((await run('list')).stdout).toBe('There are no messages.\n');
    const sent = await run('send', 'all', 'Port 5432 is taken', '--priority', 'urgent', '--json');
    const { id } = JSON.parse(sent.stdout) as Message;
    expect(await unread()).toEqual([
      ['Agent-1', 1],
      ['Agent-2', 1],
    ]);
    expect((await run('list', '--unread', '--agent', 'Agent-2')).stdout).toMatch(
      new RegExp(`^${id} .* urgent +\\S+ +all +- +Port 5432 is taken$`, 'm'),
    );
    const stopping = new AbortController();
    const io = { stdout: { write: () => stopping.abort() }, interrupted: () => stopping.signal };
    expect((await swarm(example.folder, ['messages', 'watch', '--agent', 'Agent-1'], io)).code).toBe(0);
    const read = await run('ack', id, '--agent', 'Agent-1');
    expect(read.stdout).toBe(`Agent-1 has read ${id}: Port 5432 is taken\n`);
    expect(await unread()).toEqual([
      ['Agent-1', 0],
      ['Agent-2', 1],
    ]);
  });

  it('refuse what makes no sense in a sentence, and send nothing', async () => {
    const refused: readonly (readonly [string[], string])[] = [
      [['send', 'Agent-9', 'x'], 'There is no agent Agent-9'],
      [['send', 'role:', 'x'], 'to.agent: use letters, digits, dot, hyphen and underscore'],
      [['send', 'role:<b>', 'x'], 'to.role: use letters, digits, blanks'],
      [['send', 'all'], 'messages send: say to whom and one subject'],
      [['send', 'all', 'a\u0007b'], 'control characters are not allowed'],
      [['send', 'all', 'x', '--text', 'y'.repeat(10_001)], '10000'],
      [['ack', 'm-1'], 'say for which agent by --agent or SWARM_ACTOR'],
      [['ack', 'm-1', '--agent', 'Agent-1'], 'There is no message m-1.'],
      [['list', '--limit', '0'], '--limit takes a whole number from 1 to 1000'],
    ];
    for (const [args, sentence] of refused) {
      const { code, stderr } = await run(...args);
      expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
    }
    expect(JSON.parse((await run('list', '--json')).stdout)).toEqual([]);
  });
});
