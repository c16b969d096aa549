import path from 'node:path';
import { expect, it } from 'vitest';
import { tryLazyRequires } from './lazyRequires/tryLazyRequires.ts';

const packages = path.resolve(import.meta.dirname, '../../node_modules');

it('safe fixes keep what real CommonJS modules export and throw, and load nothing at import', async () => {
  const trial = await tryLazyRequires([packages], 80);
  expect(trial.failures).toEqual([]);
  expect(trial.ran).toBeGreaterThan(15);
  expect(trial.lazy).toBeGreaterThan(15);
});
