import { rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround;

const file = (agent: string) => `agent_workspaces/${agent}/status.json`;

/** Makes a status file look as old as that. */
async function age(agent: string, seconds: number): Promise<void> {
  const time = Date.now() / 1000 - seconds;
  await utimes(path.join(example.folder, file(agent)), time, time);
}

beforeEach(async () => {
  example = await makeRepository();
  ground = await SubjectGround.start(example.folder);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

describe('agents', () => {
  it('appear with their status file, change with it, and go with it', async () => {
    await ground.write(file('Agent-3'), {
      agent_name: 'Scout',
      status: 'ACTIVE_AGENT_MODE',
      current_mission: 'Survey',
    });
    expect(await ground.row('agents', 'Agent-3', (row) => row !== undefined)).toMatchObject({
      name: 'Scout',
      state: 'active',
      allowed: ['process', 'blocked', 'complete'],
      version: 0,
      health: 'fresh',
      lastSeenSource: 'status-file',
      mission: 'Survey',
      file: 'agent_workspaces/Agent-3/status.json',
    });
    await ground.write(file('Agent-3'), { status: 'BLOCKED' });
    await ground.row('agents', 'Agent-3', (row) => row?.state === 'blocked' && row.name === 'Agent-3');
    expect(ground.rows.get('attention', 'agents/Agent-3')?.message).toBe('Agent-3 is blocked.');
    await rm(path.join(example.folder, 'agent_workspaces'), { recursive: true });
    await ground.row('agents', 'Agent-3', (row) => row === undefined);
    expect(ground.rows.list('attention')).toEqual([]);
  });

  it('are listed in the order a person counts, odd folder names included', async () => {
    for (const name of ['Agent-10', 'Agent-2', 'agent four', '.hidden']) await ground.write(file(name), {});
    await ground.restart();
    expect(ground.rows.list('agents').map(({ id }) => id)).toEqual([
      'Agent-2',
      'Agent-10',
      'agent-four',
      'hidden',
    ]);
  });

  it('keep a row that says line and column where the file does not parse', async () => {
    await ground.write(file('Agent-1'), '{\n  "status": "ACTIVE"\n  "x": 1\n}');
    const row = await ground.row('agents', 'Agent-1', (one) => one !== undefined);
    expect(row).toMatchObject({
      state: 'active',
      health: 'fresh',
      problem: expect.stringMatching(/^status\.json line 2, column 21: a comma is missing/),
    });
    expect(ground.rows.get('attention', 'agents/Agent-1')?.message).toContain('line 2, column 21');
  });

  it('age by the thresholds of swarm.json, without anything being written', async () => {
    for (const [agent, seconds] of [
      ['late', 400],
      ['stale', 1000],
      ['dead', 8000],
    ] as const) {
      await ground.write(file(agent), { status: 'ACTIVE' });
      await age(agent, seconds);
      await ground.row('agents', agent, (row) => row?.health === agent);
    }
    await ground.write(file('done'), { status: 'COMPLETE' });
    await age('done', 8000);
    await ground.row('agents', 'done', (row) => row?.health === 'ended');
    await ground.write(file('soon'), { status: 'ACTIVE' });
    await ground.row('agents', 'soon', (row) => row?.health === 'fresh');
    await ground.write('swarm.json', { agents: { lateAfterSeconds: 1 } });
    await ground.row('agents', 'soon', (row) => row?.health === 'late');
  });

  it('are followed however often a file is rewritten, and recorded once a second at most', async () => {
    const began = performance.now();
    for (let n = 0; n < 100; n++)
      await ground.write(file('Agent-1'), { status: n % 2 === 0 ? 'ACTIVE' : 'BLOCKED', n });
    await ground.write(file('Agent-1'), { status: 'WORKING' });
    await ground.row('agents', 'Agent-1', (row) => row?.state === 'process');
    await ground.restart();
    expect(ground.rows.get('agents', 'Agent-1')?.state).toBe('process');
    const events = await ground.eventTypes('agent/Agent-1');
    expect(events.length).toBeLessThan(5 + (performance.now() - began) / 1000);
  });

  it('become known by a heartbeat, which says when and what on', async () => {
    const params = { agent: 'Agent-9' };
    const row = await ground.call('heartbeat', { params, body: { mission: 'Fix the build' } });
    expect(row).toMatchObject({
      state: 'start',
      health: 'fresh',
      lastSeenSource: 'heartbeat',
      mission: 'Fix the build',
      file: null,
    });
    expect(ground.rows.list('agents')).toEqual([row]);
    expect(ground.temporary.log.lastSeq).toBe(0);
  });

  it('move along the lifecycle with reason and actor, and nowhere else', async () => {
    const params = { agent: 'Agent-1' };
    await ground.write(file('Agent-1'), { status: 'ACTIVE' });
    await ground.row('agents', 'Agent-1', (row) => row !== undefined);
    const moved = await ground.call('transitionAgent', {
      params,
      body: { to: 'blocked', reason: 'needs a key', expectedVersion: 0 },
    });
    expect(moved).toMatchObject({ state: 'blocked', version: 1, reason: 'needs a key', allowed: ['active'] });
    const [event] = await ground.temporary.log.read(0, 10);
    expect(event).toMatchObject({
      stream: 'agent/Agent-1',
      type: 'agent.transitioned',
      actor: 'ada',
      data: { from: 'active', to: 'blocked' },
    });
    for (const [body, code] of [
      [{ to: 'end' }, 'invalid-transition'],
      [{ to: 'active', expectedVersion: 0 }, 'conflict'],
    ] as const)
      await expect(ground.call('transitionAgent', { params, body })).rejects.toMatchObject({ code });
    await expect(
      ground.call('transitionAgent', { params: { agent: 'nobody' }, body: { to: 'active' } }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await ground.restart();
    expect(ground.rows.get('agents', 'Agent-1')).toEqual({ ...moved, lastSeen: expect.any(String) });
  });

  it('are followed to another folder when swarm.json names one', async () => {
    await ground.write('crew/Agent-1/status.json', { status: 'ACTIVE' });
    await ground.write('swarm.json', { agents: { workspaces: 'crew' } });
    await ground.row('agents', 'Agent-1', (row) => row?.file === 'crew/Agent-1/status.json');
    await ground.write('crew/Agent-1/status.json', { status: 'WORKING' });
    await ground.row('agents', 'Agent-1', (row) => row?.state === 'process');
  });
});
