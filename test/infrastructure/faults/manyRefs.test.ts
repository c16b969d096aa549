import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

const count = 10_000;

describe('a repository with 10,000 refs', () => {
  it('is listed, and a branch of it is created, synced and deleted', async () => {
    const example = await makeRepository();
    const first = await example.commit('a.txt', 'a\n');
    const names = Array.from({ length: count }, (_, n) => `refs/heads/team/${n % 100}/b${n}`);
    // As `git pack-refs` leaves them: making so many one by one takes longer than the test.
    const packed = names.map((name) => `${first} ${name}\n`).join('');
    await writeFile(path.join(example.folder, '.git/packed-refs'), packed);
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
