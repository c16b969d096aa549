import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { BranchComparisons } from '../../../server/infrastructure/branches/branchComparisons.ts';
import { openRepository } from '../../../server/infrastructure/git/repository.ts';
import { makeBranchedRepository } from '../git/exampleRepository.ts';

it('comparisons that are superseded tell of what they found all the same: the next ones find nothing missing', async () => {
  const example = await makeBranchedRepository();
  const scratch = await mkdtemp(path.join(tmpdir(), 'swarm-comparisons-'));
  const comparisons = new BranchComparisons(await openRepository(example.folder), scratch);
  const main = example.git('rev-parse', 'main');
  const tip = example.git('rev-parse', 'feature/realtime-clean');
  const superseded = new AbortController();
  let told = 0;
  const first = comparisons.compare(main, [tip], () => told++, superseded.signal);
  await setImmediate();
  superseded.abort();
  await first;
  expect(comparisons.get(main, tip)?.conflict).toEqual({ state: 'none' });
  expect(told).toBe(1);
  await example.remove();
  await rm(scratch, { recursive: true });
});
