import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import {
  type ExampleRepository,
  makeBranchedRepository,
} from '../../../infrastructure/git/exampleRepository.ts';
import { swarm } from '../../recordedIo.ts';

let example: ExampleRepository;

beforeEach(async () => {
  example = await makeBranchedRepository();
  example.git('checkout', '--quiet', '-b', 'feature/other', 'feature/realtime-conflict');
  await example.commit('app.py', 'a = 4\n');
  example.git('checkout', '--quiet', 'main');
});
afterEach(() => example.remove());

const pairs = [
  { a: 'feature/other', b: 'main', files: ['app.py'] },
  { a: 'feature/realtime-conflict', b: 'main', files: ['app.py'] },
];
const unknown = ['feature/other', 'feature/realtime-clean', 'feature/realtime-conflict', 'main'];

describe('swarm branches conflicts', () => {
  it('prints every pair that conflicts, without a service as with one', async () => {
    const alone = await swarm(example.folder, ['branches', 'conflicts', '--json']);
    const report = JSON.parse(alone.stdout);
    const byName = (one: { a: string }, other: { a: string }) => (one.a < other.a ? -1 : 1);
    expect(report.pairs.toSorted(byName)).toEqual(pairs);
    expect(report.unknown).toHaveLength(unknown.length);
    expect(alone.code).toBe(0);
    const service = await startService({ repository: example.folder, startSubjects });
    const asked = await swarm(example.folder, ['branches', 'conflicts', '--json']);
    expect(JSON.parse(asked.stdout)).toEqual(report);
    await service.stop();
  });

  it('sees a commit of this moment through the service', async () => {
    const service = await startService({ repository: example.folder, startSubjects });
    example.git('checkout', '--quiet', 'feature/realtime-clean');
    await example.commit('app.py', 'a = 9\n');
    const args = ['branches', 'conflicts', '--branch', 'feature/realtime-clean', '--json'];
    const { stdout } = await swarm(example.folder, args);
    expect(JSON.parse(stdout).pairs).toHaveLength(3);
    await service.stop();
  });

  it('tells people in sentences', async () => {
    example.git('branch', '-D', 'elsewhere');
    example.git('branch', 'done', 'main~1');
    const { stdout } = await swarm(example.folder, ['branches', 'conflicts']);
    expect(stdout).toContain('feature/realtime-conflict and main conflict in 1 file:\n  app.py\n');
    expect(stdout).toContain('Compared 4 branches, the base main included. 2 pairs would conflict.\n');
    expect(stdout).toContain('Left out: 1 merged.\n');
    const none = await swarm(example.folder, ['branches', 'conflicts', '--branch', 'feature/realtime-clean']);
    expect(none.stdout).toContain('No two of them conflict.');
  });

  it('says why there is nothing to say of a branch', async () => {
    example.git('branch', 'done', 'main~1');
    expect(await swarm(example.folder, ['branches', 'conflicts', '--branch', 'done'])).toMatchObject({
      code: 2,
      stderr: 'swarm: The branch "done" is not compared with others: it is merged into the base.\n',
    });
    expect(await swarm(example.folder, ['branches', 'conflicts', '--branch', 'nobody'])).toMatchObject({
      code: 2,
      stderr: 'swarm: There is no branch "nobody".\n',
    });
  });
});
