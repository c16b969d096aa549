import { rmSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StampedResult } from '../../../server/workspace/scan/flatResults.ts';
import { scanFiles } from '../../../server/workspace/scan/parallelScan.ts';
import { ScanThreads } from '../../../server/workspace/scan/scanThreads.ts';
import { scanJobs, textOf } from './scanJobs.ts';

const manyFiles = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [`${index}.py`, `import torch\n${textOf(index % 9)}`]),
);

/** So many threads besides the test's own. */
const helpers = (count: number) => ({ threads: new ScanThreads(count) });

/** What a file gave, in whatever form it came. */
const givenBy = ({ result, stamp }: StampedResult) => ({ result, stamp });

describe('scanning files', () => {
  it('gives the same with helpers as without, in the order of the jobs', async () => {
    const jobs = scanJobs(manyFiles);
    const alone = await scanFiles(jobs, helpers(0));
    expect(alone).toHaveLength(60);
    expect(alone.map(({ result }) => ('lines' in result ? result.lines : 0))).toEqual(
      jobs.map((_, index) => 1 + (index % 9)),
    );
    expect((await scanFiles(jobs, helpers(2))).map(givenBy)).toEqual(alone.map(givenBy));
  });

  it('takes helpers that were started before there was anything to do', async () => {
    const threads = new ScanThreads(1);
    threads.startFor(0);
    const jobs = scanJobs(manyFiles);
    const helped = await scanFiles(jobs, { threads });
    expect(helped.map(givenBy)).toEqual((await scanFiles(jobs, helpers(0))).map(givenBy));
  });

  it('gives findings, imports and the stamp of each file', async () => {
    const jobs = scanJobs({ 'a.py': `${textOf(6)}import torch\n` });
    const [first] = await scanFiles(jobs);
    expect(first?.result).toMatchObject({
      lines: 7,
      findings: [{ rule: 'file-too-long' }, { rule: 'heavy-import' }],
      imports: [{}],
      failures: [],
    });
    const { size, mtimeMs, ctimeMs, ino } = statSync(jobs[0]?.file ?? '');
    expect(first?.stamp).toEqual([size, mtimeMs, ctimeMs, ino]);
  });

  it('says why a file gave nothing', async () => {
    const jobs = scanJobs({ 'gone.py': 'x = 1\n', 'binary.py': 'a\0b', 'there.py': 'x = 1\n' });
    rmSync(jobs[0]?.file ?? '');
    for (const options of [helpers(0), helpers(1)]) {
      const results = await scanFiles(jobs, options);
      expect(results.map(({ result }) => ('why' in result ? result.why : result.lines))).toEqual([
        'it is no longer there',
        'a binary file: it has NUL bytes',
        1,
      ]);
      expect(results.map(({ stamp }) => stamp !== undefined)).toEqual([false, true, true]);
    }
  });

  it('tells how far it has come', async () => {
    const seen: number[] = [];
    await scanFiles(scanJobs(manyFiles), { ...helpers(0), onProgress: (files) => seen.push(files) });
    expect(seen[0]).toBe(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeGreaterThan(50);
  });

  it('does nothing for no files', async () => {
    expect(await scanFiles([])).toEqual([]);
  });
});
