import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scanFiles } from '../../../server/workspace/scan/parallelScan.ts';
import { scanJobs, textOf } from './scanJobs.ts';

const manyFiles = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [`${index}.py`, `import torch\n${textOf(index % 9)}`]),
);

describe('scanning files', () => {
  it('gives the same with helpers as without, in the order of the jobs', async () => {
    const jobs = scanJobs(manyFiles);
    const alone = await scanFiles(jobs, { bytes: 0, helpers: 0 });
    expect(alone).toHaveLength(60);
    expect(alone.map((each) => ('lines' in each ? each.lines : 0))).toEqual(
      jobs.map((_, index) => 1 + (index % 9)),
    );
    expect(await scanFiles(jobs, { bytes: 0, helpers: 2 })).toEqual(alone);
  });

  it('gives findings and imports of each file', async () => {
    const [first] = await scanFiles(scanJobs({ 'a.py': `${textOf(6)}import torch\n` }), { bytes: 0 });
    expect(first).toMatchObject({
      lines: 7,
      findings: [{ rule: 'file-too-long' }, { rule: 'heavy-import' }],
      imports: [{}],
      failures: [],
    });
  });

  it('says why a file gave nothing', async () => {
    const jobs = scanJobs({ 'gone.py': 'x = 1\n', 'binary.py': 'a\0b', 'there.py': 'x = 1\n' });
    rmSync(jobs[0]?.file ?? '');
    const results = await scanFiles(jobs, { bytes: 0, helpers: 1 });
    expect(results.map((each) => ('why' in each ? each.why : each.lines))).toEqual([
      'it is no longer there',
      'a binary file: it has NUL bytes',
      1,
    ]);
  });

  it('tells how far it has come', async () => {
    const seen: number[] = [];
    await scanFiles(scanJobs(manyFiles), { bytes: 0, helpers: 0, onProgress: (files) => seen.push(files) });
    expect(seen[0]).toBe(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeGreaterThan(50);
  });

  it('does nothing for no files', async () => {
    expect(await scanFiles([], { bytes: 0 })).toEqual([]);
  });
});
