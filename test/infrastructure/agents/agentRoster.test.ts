import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';
import { RunningChild } from './sources/runningChild.ts';

let example: ExampleRepository;
let ground: SubjectGround;

const file = (agent: string) => `agent_workspaces/${agent}/status.json`;
const agent = (id: string) => ({ params: { agent: id } });

beforeEach(async () => {
  example = await makeRepository();
  ground = await SubjectGround.start(example.folder);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

const said = {
  mission: 'Survey\nthe docs',
  role: 'Scout',
  branch: 'feature/web/docs',
  worktree: '/tmp/docs',
  capabilities: ['python'],
  load: 0.5,
  usage: { tokens: 12 },
  state: 'WORKING',
};

describe('an agent', () => {
  it('says by heartbeats who it is and what it does, and what it said before still holds', async () => {
    await ground.write('swarm.json', {
      teams: { web: { branchPrefix: 'feature/web' } },
      agents: { roles: { scout: { lateAfterSeconds: 10 } } },
    });
    await ground.restart();
    await ground.call('heartbeat', { ...agent('A'), body: said });
    const row = await ground.call('heartbeat', { ...agent('A'), body: { load: 0 } });
    expect(row).toMatchObject({
      ...said,
      mission: 'Survey the docs',
      role: 'scout',
      team: 'web',
      state: 'process',
      load: 0,
      usage: { tokens: 12, cost: null, seconds: null },
    });
    const { lastSeen: _, ...kept } = row;
    await ground.restart();
    expect(ground.rows.get('agents', 'A')).toMatchObject(kept);
  });

  it('is a ghost when the process it named is gone, after a restart of the service too', async () => {
    const child = await RunningChild.start();
    const body = { state: 'active', ...child.identity };
    await ground.call('heartbeat', { ...agent('A'), body });
    await ground.row('agents', 'A', (row) => row?.evidence[1]?.text.includes('runs on') === true);
    await ground.call('heartbeat', { ...agent('B'), body: { ...body, startTime: 'elsewhere' } });
    await child.end();
    await ground.row('agents', 'A', (row) => row?.condition === 'ghost');
    await ground.restart();
    expect(ground.rows.get('agents', 'A')).toMatchObject({ condition: 'ghost', health: 'fresh' });
    expect(ground.rows.get('attention', 'agents/A')?.message).toMatch(
      /^A says it is active, but its process/,
    );
    expect(ground.rows.get('agents', 'B')).toMatchObject({ condition: 'working' });
  });

  it('that is unknown is refused where swarm.json says so, unless that names it', async () => {
    await ground.write('swarm.json', {
      agents: { unknown: 'refuse', roles: { scout: { agents: ['Named'] } } },
    });
    await ground.restart();
    await expect(ground.call('heartbeat', { ...agent('Made-up'), body: {} })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('agents.unknown: "refuse"'),
    });
    expect(await ground.call('heartbeat', { ...agent('Named'), body: {} })).toMatchObject({ role: 'scout' });
    expect(ground.rows.list('agents').map(({ id }) => id)).toEqual(['Named']);
  });

  it('is drained and quarantined with reason, once, and let go again', async () => {
    await ground.call('heartbeat', { ...agent('A'), body: {} });
    const drained = await ground.call('drainAgent', { ...agent('A'), body: { reason: 'upgrade' } });
    expect(drained).toMatchObject({ draining: true, quarantined: false, version: 1 });
    expect(await ground.call('drainAgent', { ...agent('A'), body: {} })).toMatchObject({ version: 1 });
    const reason = 'it deletes tests';
    expect(await ground.call('quarantineAgent', { ...agent('A'), body: { reason } })).toMatchObject({
      quarantined: true,
      evidence: expect.arrayContaining([
        expect.objectContaining({ kind: 'quarantine', text: `Quarantined by ada: ${reason}` }),
      ]),
    });
    expect(ground.rows.get('attention', 'agents/A')?.message).toBe(`A is in quarantine, by ada: ${reason}.`);
    await expect(
      ground.call('releaseAgent', { ...agent('A'), body: { expectedVersion: 1 } }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await ground.call('releaseAgent', { ...agent('A'), body: { expectedVersion: 2 } });
    expect(await ground.call('resumeAgent', { ...agent('A'), body: {} })).toMatchObject({
      draining: false,
      quarantined: false,
    });
    expect(await ground.eventTypes('agent/A')).toEqual([
      'agent.drained',
      'agent.quarantined',
      'agent.released',
      'agent.resumed',
    ]);
  });

  it('has a history of what it was asked and what it reports, with its time in each state', async () => {
    await ground.write(file('A'), { status: 'ACTIVE' });
    await ground.row('agents', 'A', (row) => row?.state === 'active');
    await ground.call('transitionAgent', { ...agent('A'), body: { to: 'blocked', reason: 'needs a key' } });
    await ground.write(file('A'), { status: 'WORKING' });
    const row = await ground.row('agents', 'A', (one) => one?.version === 2);
    expect(row).toMatchObject({ state: 'process', since: expect.any(String) });
    const history = await ground.call('agentHistory', agent('A'));
    expect(history).toMatchObject({
      agent: 'A',
      machine: 'standard',
      state: 'process',
      older: false,
      transitions: [
        { from: 'blocked', to: 'process', source: 'report', actor: 'A', seconds: expect.any(Number) },
        {
          from: 'active',
          to: 'blocked',
          source: 'command',
          actor: 'ada',
          reason: 'needs a key',
          seconds: null,
        },
      ],
    });
    expect(history.totals.map(({ state }) => state)).toEqual(['blocked', 'process']);
  });

  it('keeps a state that its lifecycle lost, says so, and goes where the new one allows', async () => {
    await ground.call('heartbeat', { ...agent('A'), body: {} });
    await ground.call('transitionAgent', { ...agent('A'), body: { to: 'active' } });
    const states = { queued: { means: 'idle', next: ['done'] }, done: { means: 'ended' } };
    await ground.write('swarm.json', {
      agents: { lifecycle: 'review', lifecycles: { review: { initial: 'queued', states } } },
    });
    const row = await ground.row('agents', 'A', (one) => one?.machine === 'review');
    expect(row).toMatchObject({ state: 'active', allowed: ['queued', 'done'], flags: ['misplaced'] });
    expect(ground.rows.get('attention', 'agents/A')?.message).toBe(
      'A is in the state active, which its lifecycle review does not have. Move it to queued or done.',
    );
    const moved = await ground.call('transitionAgent', { ...agent('A'), body: { to: 'done' } });
    expect(moved).toMatchObject({ state: 'done', health: 'ended', flags: [], allowed: [] });
  });

  it('is moved by one of those who ask for it in the same moment on what they saw', async () => {
    await ground.call('heartbeat', { ...agent('A'), body: {} });
    const ask = () =>
      ground.call('transitionAgent', { ...agent('A'), body: { to: 'active', expectedVersion: 0 } });
    const answers = await Promise.allSettled(Array.from({ length: 20 }, ask));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict' });
    expect(await ground.eventTypes('agent/A')).toEqual(['agent.transitioned']);
  });

  it('that nobody knows cannot be guided', async () => {
    for (const route of ['drainAgent', 'releaseAgent', 'agentHistory'] as const)
      await expect(ground.call(route, { ...agent('B'), body: {} } as never)).rejects.toMatchObject({
        code: 'not-found',
      });
  });
});
