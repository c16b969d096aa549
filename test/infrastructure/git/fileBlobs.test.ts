import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileBlobs } from '../../../server/infrastructure/git/fileBlobs.ts';
import { type ExampleRepository, makeRepository } from './exampleRepository.ts';

let example: ExampleRepository;
beforeEach(async () => {
  example = await makeRepository();
});
afterEach(() => example.remove());

it('finds contents in order, between files that are missing and have line breaks in their names', async () => {
  const path = 'a\nb blob\nc.py';
  const before = await example.commit('x.py', '1\n');
  const after = await example.commit(path, '2\n');
  const files = [
    { commit: before, path },
    { commit: after, path },
    { commit: before, path },
    { commit: after, path: 'x.py' },
    { commit: '0'.repeat(40), path: 'x.py' },
    { commit: after, path: '' },
  ];
  const [one, two] = [path, 'x.py'].map((name) => example.git('rev-parse', `${after}:${name}`));
  expect(await fileBlobs(example.folder, files)).toEqual([
    undefined,
    one,
    undefined,
    two,
    undefined,
    undefined,
  ]);
});
