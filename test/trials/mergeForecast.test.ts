import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compareMerges } from './mergeForecast/compareMerges.ts';
import { makeRandomRepository, seededRandom } from './mergeForecast/randomRepository.ts';

it('the conflict forecast says what git merge says: renames, modes, binary files, submodules, crosswise merges', async () => {
  const random = seededRandom(7);
  const repository = makeRandomRepository(random, 120);
  const { pairs, conflicts, disagreements } = await compareMerges(repository, 40, random);
  expect(disagreements).toEqual([]);
  expect(pairs).toBe(40);
  expect(conflicts).toBeGreaterThan(5);
  expect(conflicts).toBeLessThan(40);
  rmSync(repository, { recursive: true });
});
