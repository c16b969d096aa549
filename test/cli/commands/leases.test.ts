import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { type ExampleRepository, makeRepository } from '../../infrastructure/git/exampleRepository.ts';
import { swarm } from '../recordedIo.ts';

let example: ExampleRepository;
let service: RunningService;
beforeAll(async () => {
  example = await makeRepository();
  await example.commit('app.ts', 'one\n');
  service = await startService({ repository: example.folder, startSubjects });
});
afterAll(async () => {
  await service.stop();
  await example.remove();
});

const as = (actor: string) => ({ env: { SWARM_ACTOR: actor } });
const leases = (actor: string, ...args: string[]) => swarm(example.folder, ['leases', ...args], as(actor));

describe('swarm leases', () => {
  it('takes, lists, renews and releases', async () => {
    const taken = await leases(
      'Agent-1',
      'take',
      '--resource',
      'port:5432',
      '--for',
      '30m',
      '--reason',
      'tests',
    );
    expect([taken.code, taken.stdout]).toEqual([
      0,
      expect.stringMatching(/^Agent-1 holds port:5432 until \S+ \(lease 1, fence 1\)\.\n$/),
    ]);
    const { stdout } = await leases('ada', 'list');
    expect(stdout).toMatch(/^LEASE +KIND +WHAT +HOLDER +STATE/);
    expect(stdout).toMatch(/\n1 +resource +port:5432 +Agent-1 +held, fence 1 /);
    expect((await leases('Agent-1', 'renew', '1', '--for', '1h')).code).toBe(0);
    expect(await leases('Agent-1', 'release', '1', '--agent', 'Agent-2')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The lease 1 is held by Agent-1, not by Agent-2.'),
    });
    expect((await leases('ada', 'release', '1')).stdout).toBe('Agent-1 holds port:5432 no longer.\n');
    expect((await leases('ada', 'list')).stdout).toBe('Nothing is held.\n');
  });

  it('says who holds a file, and checks changes against what others hold', async () => {
    expect((await leases('Agent-1', 'take', '*.ts', 'src')).code).toBe(0);
    const refused = await leases('Agent-2', 'take', 'src/a/**');
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/src\/a\/\*\* overlaps \*\.ts src, which Agent-1 has held since/),
    ]);
    expect((await leases('Agent-2', 'take', 'src/a/**', '--wait')).code).toBe(1);
    expect((await leases('ada', 'who', 'app.ts', 'README.md')).stdout).toMatch(
      /^app\.ts: Agent-1 holds \*\.ts src until \S+ \(lease 2, fence 2\)\.\nREADME\.md: nobody holds it\.\n$/,
    );
    await writeFile(path.join(example.folder, 'new.ts'), 'x\n');
    const check = await leases('Agent-2', 'who', '--changed');
    expect([check.code, check.stdout]).toEqual([
      1,
      expect.stringMatching(/^Agent-1 holds new\.ts \(lease 2, fence 2\)\. Wait until it is released/),
    ]);
    expect(await leases('Agent-1', 'who', '--changed')).toMatchObject({
      code: 0,
      stdout: 'Nobody else holds what changed.\n',
    });
    expect((await leases('Agent-2', 'who', '--staged')).code).toBe(0);
  });

  it.each([
    [['take'], 'leases take: name files by globs, or a task by --task, or a resource by --resource.'],
    [['take', 'a', '--for', 'soon'], 'leases take: say for how long with --for, such as 30m, 2h or 1d.'],
    [['renew', 'x'], 'leases renew: name one lease by its id; swarm leases list shows them.'],
    [['who', '../x'], 'leases who: ../x is no file inside the repository.'],
    [['who'], 'leases who: name paths, or use --changed or --staged.'],
  ])('refuses %j with what to write', async (args, message) => {
    const { code, stderr } = await leases('Agent-1', ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
