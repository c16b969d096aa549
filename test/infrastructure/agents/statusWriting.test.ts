import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateToWrite, type WritableStatus } from '../../../server/infrastructure/agents/statusWriting.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

const file = 'agent_workspaces/Agent-1/status.json';
const text = '{\n    "x": [1],\n    "status": "ACTIVE_AGENT_MODE"\n}\n';
let example: ExampleRepository;
let ground: SubjectGround;

const onDisk = () => readFile(path.join(example.folder, file), 'utf8');
const block = (actor: string) =>
  ground.call('transitionAgent', { params: { agent: 'Agent-1' }, body: { to: 'blocked' } }, { actor });

/** Starts with an agent whose file says that it is active. */
async function start(writeStatus: boolean): Promise<void> {
  ground = await SubjectGround.start(example.folder);
  await ground.write('swarm.json', { agents: { writeStatus } });
  await ground.write(file, text);
  await ground.restart();
  expect(ground.rows.get('agents', 'Agent-1')?.state).toBe('active');
}

beforeEach(async () => {
  example = await makeRepository();
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

describe('with agents.writeStatus', () => {
  it('a transition that somebody asks of an agent is written into its file, in its style', async () => {
    await start(true);
    await block('ada');
    const row = await ground.row('agents', 'Agent-1', (one) => one?.reported === 'BLOCKED');
    expect(row?.state).toBe('blocked');
    expect(await onDisk()).toMatch(
      /^\{\n {4}"x": \[1\],\n {4}"status": "BLOCKED",\n {4}"last_updated": "[^"]+"\n\}\n$/,
    );
  });

  it('one that was not written before the service ended is written when it starts again', async () => {
    await start(false);
    await block('ada');
    expect(await onDisk()).toBe(text);
    await ground.write('swarm.json', { agents: { writeStatus: true } });
    await ground.restart();
    await ground.row('agents', 'Agent-1', (one) => one?.reported === 'BLOCKED');
  });

  it('what an agent decides for itself is left to the agent', async () => {
    await start(true);
    await block('Agent-1');
    await ground.restart();
    await ground.close();
    expect(await onDisk()).toBe(text);
  });

  it('a file that the agent has written since is left as it is', async () => {
    await start(false);
    await block('ada');
    const newer = '{"status": "PROCESSING"}';
    await ground.write(file, newer);
    await ground.row('agents', 'Agent-1', (one) => one?.state === 'process');
    await ground.write('swarm.json', { agents: { writeStatus: true } });
    await ground.restart();
    await ground.close();
    expect(await onDisk()).toBe(newer);
  });
});

it('without agents.writeStatus no file is written', async () => {
  await start(false);
  await block('ada');
  await ground.close();
  expect(await onDisk()).toBe(text);
});

describe('the state that a file has yet to say', () => {
  const last: NonNullable<WritableStatus['history']['last']> = {
    seq: 1,
    from: 'active',
    to: 'blocked',
    source: 'command',
    actor: 'ada',
    reason: null,
    time: '',
    milliseconds: null,
    reported: 'active',
    machine: null,
    definition: null,
  };
  const status: WritableStatus = {
    id: 'Agent-1',
    file: 'x',
    reported: 'active',
    spellings: ['ACTIVE'],
    states: ['active', 'blocked', 'process'],
    history: { last, recent: [], count: 1, totals: [], drained: null, quarantined: null },
  };

  it.each([
    ['asked of it', {}, 'blocked'],
    ['asked of it whose file says nothing that is known', { spellings: ['?'] }, 'blocked'],
    ['asked for by itself', { id: 'ada' }, undefined],
    ['that the file says already', { spellings: ['On hold'] }, undefined],
    ['after which it said something new', { reported: 'process' }, undefined],
    [
      'read from the file',
      { history: { ...status.history, last: { ...last, source: 'report' } } },
      undefined,
    ],
    ['that never was', { history: { ...status.history, last: null } }, undefined],
  ] as const)('after a transition %s', (_, different, state) => {
    expect(stateToWrite({ ...status, ...different })).toBe(state);
  });
});
