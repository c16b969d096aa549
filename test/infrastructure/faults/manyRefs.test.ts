import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

const count = 10_000;

describe('a repository with 10,000 refs', () => {
  it('is listed, and a branch of it is created, synced and deleted', async () => {
    const example = await makeRepository();
    const first = await example.commit('a.txt', 'a\n');
    const refs = Array.from(
      { length: count },
      (_, n) => `create refs/heads/team/${n % 100}/b${n} ${first}\n`,
    );
    execFileSync('git', ['update-ref', '--stdin'], { cwd: example.folder, input: refs.join('') });
    example.git('pack-refs', '--all');
    await example.commit('a.txt', 'b\n');
    const ground = await SubjectGround.start(example.folder);
    expect(ground.rows.list('branches')).toHaveLength(count + 1);
    await ground.call('createBranch', { body: { name: 'new' } });
    expect(ground.rows.get('branches', 'new')).toMatchObject({ commit: example.git('rev-parse', 'main') });
    const branches = ['team/7/b7'];
    expect(await ground.call('syncBranches', { body: { branches, dryRun: false } })).toMatchObject([
      { state: 'fast-forward' },
    ]);
    await ground.call('deleteBranch', { body: { name: 'new' } });
    expect(ground.rows.get('branches', 'new')).toBeUndefined();
    await ground.close();
    await example.remove();
  });
});
