import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { swarm } from '../../cli/recordedIo.ts';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

let example: ExampleRepository;

beforeEach(async () => {
  example = await makeBranchedRepository();
  example.git('branch', 'merged', 'main~1');
  example.git('checkout', '--quiet', '-b', 'squashed', 'main~1');
  for (const step of ['1', '2']) await example.commit(`squashed${step}.py`, step);
  example.git('checkout', '--quiet', 'main');
  example.git('merge', '--squash', 'squashed');
  example.git('commit', '--quiet', '--message', 'All of it');
});
afterEach(() => example.remove());

function tip(name: string): string {
  return example.git('rev-parse', `refs/heads/${name}`);
}

describe('cleaning up', () => {
  let ground: SubjectGround;

  beforeEach(async () => {
    ground = await SubjectGround.start(example.folder);
  });
  afterEach(() => ground.close());

  async function reasons(staleDays?: number) {
    const query = staleDays === undefined ? {} : { staleDays };
    const rows = await ground.call('cleanupCandidates', { query });
    return Object.fromEntries(rows.map(({ name, reason }) => [name, reason]));
  }

  it('lists what is merged and, by age, what is stale, but never the base', async () => {
    expect(await reasons()).toEqual({ merged: 'merged', squashed: 'merged-by-patch' });
    expect(await reasons(0)).toEqual({
      merged: 'merged',
      squashed: 'merged-by-patch',
      elsewhere: 'stale',
      'feature/realtime-clean': 'stale',
      'feature/realtime-conflict': 'stale',
    });
    example.git('reset', '--quiet', '--hard', 'main~1');
    expect(await reasons()).toEqual({ merged: 'merged' });
  });

  it('does not take a branch for merged that was created lately and has no commit yet', async () => {
    await ground.call('createBranch', { body: { name: 'new' } });
    expect(Object.keys(await reasons())).not.toContain('new');
    expect(await reasons(0)).toMatchObject({ new: 'merged' });
    example.git('branch', '--force', 'new', 'main~1');
    expect(await reasons()).toMatchObject({ new: 'merged' });
  });

  it('deletes what was looked at in one step and keeps what moved since or is held', async () => {
    const rows = await ground.call('cleanupCandidates');
    const branches = rows.map(({ name, commit }) => ({ name, commit }));
    example.git('branch', '--force', 'merged', 'feature/realtime-clean');
    branches.push({ name: 'main', commit: tip('main') }, { name: 'nowhere', commit: tip('main') });
    expect(await ground.call('cleanUpBranches', { body: { branches } })).toEqual([
      { state: 'refused', name: 'merged', why: expect.stringContaining('has moved to') },
      expect.objectContaining({ state: 'deleted', name: 'squashed' }),
      { state: 'refused', name: 'main', why: expect.stringContaining('is the base') },
      { state: 'refused', name: 'nowhere', why: 'There is no branch nowhere.' },
    ]);
    expect(ground.rows.get('branches', 'squashed')).toBeUndefined();
    expect(tip('merged')).toBe(tip('feature/realtime-clean'));
    expect(await ground.call('restorableBranches')).toMatchObject([{ name: 'squashed' }]);
  });

  it('tells which work tree holds a branch', async () => {
    example.git('checkout', '--quiet', 'merged');
    const rows = await ground.call('cleanupCandidates');
    expect(rows.map(({ name, heldBy }) => [name, heldBy])).toEqual([
      ['merged', ground.repository],
      ['squashed', null],
    ]);
  });
});

describe('on the command line', () => {
  it('a branch is deleted with its unmerged work named, restored, and merged ones are cleaned up', async () => {
    const service = await startService({ repository: example.folder, startSubjects });
    const run = (...args: string[]) => swarm(example.folder, ['branches', ...args]);
    const name = 'feature/realtime-clean';
    const refused = await run('delete', name);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain(`  ${tip(name).slice(0, 10)} Ada: Change clean.py`);
    expect(refused.stdout).toContain(`swarm branches delete ${name} --confirm ${tip(name)}`);
    const deleted = await run('delete', name, '--confirm', tip(name));
    expect(deleted).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`swarm branches restore ${name}`),
    });
    expect((await run('restore')).stdout).toMatch(/^feature\/realtime-clean +\d{4}-.*Change clean\.py$/m);
    expect((await run('restore', name)).stdout).toBe(`Restored ${name} at ${tip(name).slice(0, 10)}.\n`);
    expect((await run('cleanup')).stdout).toContain(`merged@${tip('merged')}`);
    const cleaned = await run('cleanup', '--merged', '--json');
    expect(JSON.parse(cleaned.stdout).map((one: { name: string }) => one.name)).toEqual([
      'merged',
      'squashed',
    ]);
    expect((await run('cleanup')).stdout).toBe('No branch is merged or stale.\n');
    await service.stop();
  });

  it('what cannot be done is told in a sentence, with its exit code', async () => {
    const service = await startService({ repository: example.folder, startSubjects });
    const run = (...args: string[]) => swarm(example.folder, ['branches', ...args]);
    const problem = await run('delete', 'feature/realtime-clean', '--json');
    expect(problem.code).toBe(1);
    expect(JSON.parse(problem.stdout)).toMatchObject({ code: 'unmerged-work', data: { count: 1 } });
    const stderr = 'swarm: There is no branch nowhere.\n';
    expect(await run('delete', 'nowhere')).toMatchObject({ code: 2, stderr });
    expect((await run('delete')).stderr).toBe('swarm: branches delete: name one branch.\n');
    expect((await run('cleanup', 'merged')).stderr).toContain('as <name>@<commit>');
    expect(await run('cleanup', `merged@${tip('main')}`)).toMatchObject({ code: 1 });
    await service.stop();
  });
});
