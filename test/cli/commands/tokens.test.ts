import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunningService, startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { callApi } from '../../../server/protocol/apiClient.ts';
import { type ExampleRepository, makeRepository } from '../../infrastructure/git/exampleRepository.ts';
import { folderWith, swarm } from '../recordedIo.ts';

let example: ExampleRepository;
let service: RunningService;

beforeEach(async () => {
  example = await makeRepository();
  await example.commit('a.txt', 'one\n');
  service = await startService({ repository: example.folder, startSubjects });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await service.stop();
  await example.remove();
});

const run = (...args: string[]) => swarm(example.folder, ['tokens', ...args]);

describe('swarm tokens', () => {
  it('prints the secret of a new token once, alone on standard output, and never lists it', async () => {
    const { code, stdout, stderr } = await run('create', 'ada');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^swarm_pt_[0-9a-f]{12}_[A-Za-z0-9_-]{43}\n$/);
    expect(stderr).toMatch(
      /^Token [0-9a-f]{12} for ada \(operator\) ends \d{4}-\d\d-\d\d\. This is the only time/,
    );
    const listed = await run('list');
    expect(listed.stdout).toMatch(
      /TOKEN +ACTS AS +ROLE +STATE +ENDS +MADE +BY\n[0-9a-f]{12} +ada +operator +active/,
    );
    expect(listed.stdout + (await run('list', '--json')).stdout).not.toContain(stdout.trim().slice(-43));
  });

  it('lets who has it act under its name alone, also where the service file cannot be read', async () => {
    vi.stubEnv('SWARM_TOKEN', (await run('create', 'ada', '--expires', 'never')).stdout.trim());
    vi.stubEnv('SWARM_ACTOR', 'bob');
    vi.stubEnv('SWARM_ADDRESS', service.address);
    example.git('branch', 'feature/x');
    expect(await swarm(example.folder, ['branches', 'delete', 'feature/x'])).toMatchObject({ stderr: '' });
    const history = await callApi(service, 'history', { query: { limit: 1000 } });
    expect(JSON.stringify(history)).toContain('"actor":"ada"');
    expect(JSON.stringify(history)).not.toContain('"bob"');
    expect(await run('create', 'bob')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The token of ada has the role operator; this takes the role captain.'),
    });
  });

  it('holds an agent to what agents may, as itself', async () => {
    vi.stubEnv('SWARM_TOKEN', (await run('create', '--role', 'agent', '--agent', 'Agent-3')).stdout.trim());
    expect((await run('list')).stdout).toMatch(/Agent-3 +agent +active/);
    expect(await run('create', 'eve')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The token of Agent-3 has the role agent'),
    });
  });

  it('says which agent acts, where nothing else does', async () => {
    vi.stubEnv('SWARM_TOKEN', (await run('create', '--agent', 'Agent-3')).stdout.trim());
    const beat = await swarm(example.folder, ['agents', 'heartbeat', '--mission', 'tests']);
    expect(beat).toMatchObject({ code: 0, stdout: expect.stringContaining('Agent-3') });
    const taken = await swarm(example.folder, ['leases', 'take', 'a.txt', '--json']);
    expect(JSON.parse(taken.stdout)).toMatchObject({ holder: 'Agent-3', state: 'held' });
    const refused = await swarm(example.folder, ['leases', 'take', 'b.txt', '--agent', 'Agent-4']);
    expect(refused.stderr).toContain('acts as itself alone and not as Agent-4');
    vi.stubEnv('SWARM_TOKEN', '');
    expect((await swarm(example.folder, ['leases', 'take', 'b.txt'])).stderr).toContain(
      'say for which agent by --agent or SWARM_ACTOR, or set SWARM_TOKEN to a token of it',
    );
  });

  it('ends a token by its id', async () => {
    const token = (await run('create', 'ada')).stdout.trim();
    const revoked = await run('revoke', token.slice(9, 21));
    expect(revoked).toMatchObject({ code: 0, stdout: `Token ${token.slice(9, 21)} of ada is revoked.\n` });
    vi.stubEnv('SWARM_TOKEN', token);
    expect(await run('list')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is revoked; ask for a new one'),
    });
  });

  it('tells what is wrong without repeating a secret', async () => {
    const token = (await run('create', 'ada')).stdout.trim();
    for (const args of [
      ['create'],
      ['create', 'a', 'b'],
      ['create', 'ada', '--expires', '0'],
      ['create', 'ada', '--expires', 'tomorrow'],
      ['create', '<x>'],
      ['create', 'Ada'],
      ['create', 'eve', '--role', 'king'],
      ['create', 'eve', '--agent', 'Agent-3'],
      ['create', '--agent', 'Agent-3', '--role', 'captain'],
      ['create', 'A B', '--role', 'agent'],
      ['revoke', token],
      ['revoke'],
      ['list', 'x'],
    ]) {
      const { code, stderr, stdout } = await run(...args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).not.toContain(token);
    }
    vi.stubEnv('SWARM_TOKEN', `${token}x`);
    expect((await run('list')).stderr).toContain('SWARM_TOKEN holds no personal token');
    vi.stubEnv('SWARM_TOKEN', token);
    vi.stubEnv('SWARM_ADDRESS', 'https://evil.example');
    expect((await run('list')).stderr).toContain('SWARM_ADDRESS is no address of a service');
  });

  it('says where no service runs', async () => {
    expect((await swarm(folderWith({}), ['tokens', 'list'])).code).toBe(2);
  });
});
