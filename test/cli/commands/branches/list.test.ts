import { expect, it } from 'vitest';
import { startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { makeRepository } from '../../../infrastructure/git/exampleRepository.ts';
import { swarm } from '../../recordedIo.ts';

it('names one file of a conflict and counts the others', async () => {
  const example = await makeRepository();
  const { git, commit, folder } = example;
  for (const file of ['a.txt', 'b.txt', 'c.txt']) await commit(file, 'one\n');
  git('checkout', '--quiet', '-b', 'other');
  for (const file of ['a.txt', 'b.txt', 'c.txt']) await commit(file, 'two\n');
  git('checkout', '--quiet', 'main');
  for (const file of ['a.txt', 'b.txt', 'c.txt']) await commit(file, 'three\n');
  const service = await startService({ repository: folder, startSubjects });
  const { stdout } = await swarm(folder, ['branches', 'list']);
  expect(stdout).toMatch(/^other .* conflict in a\.txt and 2 more +- /m);
  await service.stop();
  await example.remove();
});

it('says in a fresh clone how a branch of the remote becomes a local one', async () => {
  const origin = await makeRepository();
  await origin.commit('a.txt', 'one\n');
  origin.git('branch', 'feature/one');
  const clone = await makeRepository();
  clone.git('remote', 'add', 'origin', origin.folder);
  clone.git('fetch', '--quiet', 'origin');
  clone.git('reset', '--quiet', '--hard', 'origin/main');
  clone.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  const service = await startService({ repository: clone.folder, startSubjects });
  const list = () => swarm(clone.folder, ['branches', 'list']);
  const command = 'git branch feature/one origin/feature/one';
  expect((await list()).stdout).toContain(`remotes have 1 more. This makes one local: ${command}\n`);
  clone.git(...command.split(' ').slice(1));
  await expect.poll(async () => (await list()).stdout).toMatch(/^feature\/one /m);
  expect((await list()).stdout).not.toContain('This makes one local');
  await service.stop();
  await clone.remove();
  await origin.remove();
});
