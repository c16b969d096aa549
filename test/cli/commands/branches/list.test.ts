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
