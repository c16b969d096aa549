import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { costLabel, costSentence } from '../../../server/language/importCost/costText.ts';
import { ImportCosts } from '../../../server/language/importCost/importCosts.ts';
import type { ImportCost } from '../../../server/protocol/languageServer/languageRequests.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const cost: ImportCost = {
  module: 'torch',
  version: '2.1.0',
  python: 'CPython 3.11.2',
  interpreter: 'python3',
  milliseconds: 1110.4,
  megabytes: 62.3,
  runs: 5,
  heaviest: [{ module: 'torch._C', milliseconds: 7.25 }],
  measuredAt: Date.UTC(2026, 10, 21),
};
const ignore = () => undefined;

describe('measured costs', () => {
  it('outlive the server, one for each version and interpreter, the newest first', async () => {
    const folder = path.join((await temporaryFolder()).path, 'storage');
    const costs = new ImportCosts(folder, ignore);
    await costs.add(cost);
    await costs.add({ ...cost, version: '2.2.0', milliseconds: 900 });
    await costs.add({ ...cost, milliseconds: 1000 });
    const again = new ImportCosts(folder, ignore);
    await again.load();
    expect(again.latest('torch')).toMatchObject({ version: '2.1.0', milliseconds: 1000 });
    expect(JSON.parse(await readFile(path.join(folder, 'importCosts.json'), 'utf8'))).toHaveLength(2);
    expect(again.latest('numpy')).toBeUndefined();
  });

  it.each(['', '{', '{}', '[1, null, {"module": "x"}]'])(
    'start anew where the file holds %j',
    async (text) => {
      const folder = await temporaryFolder({ 'importCosts.json': text });
      const costs = new ImportCosts(folder.path, ignore);
      await costs.load();
      expect(costs.latest('x')).toBeUndefined();
    },
  );

  it('say so where they cannot be kept, and are still known', async () => {
    const folder = await temporaryFolder({ file: '' });
    const log: string[] = [];
    const costs = new ImportCosts(path.join(folder.path, 'file'), (line) => log.push(line));
    await costs.add(cost);
    expect(log).toEqual([expect.stringContaining('could not be kept')]);
    expect(costs.latest('torch')).toEqual(cost);
  });

  it('are told in few characters, and in sentences', () => {
    expect(costLabel(cost)).toBe('1,110 ms, 62 MB');
    expect(costLabel({ ...cost, milliseconds: 3.14, megabytes: undefined })).toBe('3.1 ms');
    expect(costSentence(cost)).toBe(
      'Importing `torch` (version 2.1.0) takes 1,110 ms, 62 MB beyond starting CPython 3.11.2: the median of 5 runs on 2026-11-21. The slowest of what it loads, each by itself: `torch._C` 7.3 ms.',
    );
  });
});
