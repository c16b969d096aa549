import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { agentHistorySchema, agentSchema } from '../../../server/protocol/agents.ts';
import { type ExampleRepository, makeRepository } from '../../infrastructure/git/exampleRepository.ts';
import { type Ran, swarm } from '../recordedIo.ts';

let example: ExampleRepository;
let service: RunningService;

const run = (...args: string[]): Promise<Ran> => swarm(example.folder, ['agents', ...args]);

beforeAll(async () => {
  example = await makeRepository();
  service = await startService({ repository: example.folder, startSubjects });
});
afterAll(async () => {
  await service.stop();
  await example.remove();
});

describe('swarm agents', () => {
  it('reports for an agent, by name or by SWARM_ACTOR, with its process', async () => {
    const said = ['--state', 'working', '--load', '0.5', '--tokens', '12', '--capability', 'python'];
    const process = ['--pid', String(globalThis.process.pid)];
    expect((await run('heartbeat', 'Agent-1', ...said, ...process)).stdout).toBe(
      'Agent-1 is process, fresh (score 100)\n',
    );
    const own = await swarm(example.folder, ['agents', 'heartbeat', '--waiting-for', 'a key', '--json'], {
      env: { SWARM_ACTOR: 'Agent-2' },
    });
    expect(agentSchema.parse(JSON.parse(own.stdout))).toMatchObject({ id: 'Agent-2', waitingFor: 'a key' });
    const shown = (await run('show', 'agent-1')).stdout;
    expect(shown).toMatch(
      /^Agent +Agent-1\n(.+\n)*State +process\nMay become +active\nHealth +fresh, last seen/,
    );
    expect(shown).toMatch(/^Used +12 tokens\nCapabilities +python$/m);
    expect(agentSchema.parse(JSON.parse((await run('show', 'Agent-1', '--json')).stdout)).load).toBe(0.5);
  });

  it('moves an agent, and says where it can go where it cannot', async () => {
    await run('heartbeat', 'Agent-3', '--state', 'active');
    expect(await run('transition', 'Agent-3', 'blocked', '--reason', 'needs a key')).toMatchObject({
      code: 0,
      stdout: 'Agent-3 is blocked, fresh (score 90): needs a key\n',
    });
    expect(await run('transition', 'Agent-3', 'end')).toMatchObject({
      code: 1,
      stderr: 'swarm: An agent that is blocked cannot become end; it can become active.\n',
    });
    const history = await run('history', 'Agent-3');
    expect(history.stdout).toMatch(/^Agent-3 is blocked \(lifecycle standard\)\.\n\nTIME +FROM +TO +AFTER/);
    expect(history.stdout).toMatch(/ active +blocked +- +\S+ +needs a key\n\nSTATE +TIME +VISITS\nblocked /);
    const { stdout } = await run('history', 'Agent-3', '--json');
    expect(agentHistorySchema.parse(JSON.parse(stdout)).transitions).toHaveLength(1);
  });

  it('drains, resumes, quarantines and releases', async () => {
    await run('heartbeat', 'Agent-4');
    const row = async (...args: string[]) =>
      agentSchema.parse(JSON.parse((await run(...args, '--json')).stdout));
    expect(await row('drain', 'Agent-4')).toMatchObject({ draining: true });
    expect(await row('resume', 'Agent-4')).toMatchObject({ draining: false });
    expect(await run('quarantine', 'Agent-4')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('say why with --reason'),
    });
    expect(await row('quarantine', 'Agent-4', '--reason', 'it loops')).toMatchObject({ quarantined: true });
    expect((await run('show', 'Agent-4')).stdout).toMatch(/^Guidance +in quarantine: it gets no new task$/m);
    expect(await row('release', 'Agent-4')).toMatchObject({ quarantined: false });
  });

  it.each([
    [['show', 'nobody'], 'There is no agent "nobody"; swarm agents list shows those there are.'],
    [['transition', 'nobody'], 'agents transition: name one agent and one state.'],
    [['heartbeat'], 'agents heartbeat: name one agent, or set SWARM_ACTOR to its id.'],
    [['heartbeat', 'A', '--load', 'much'], 'agents heartbeat: --load takes a number.'],
    [['heartbeat', 'A', '--pid', '0'], 'agents heartbeat: there is no process 0 on this machine.'],
  ])('says what is wrong with %j', async (args, message) => {
    expect(await run(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});
