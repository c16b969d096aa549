import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BaselineEntry,
  baselineText,
  parseBaseline,
} from '../../../server/cli/check/baseline/baseline.ts';
import { compareWithBaseline } from '../../../server/cli/check/baseline/compareWithBaseline.ts';
import { checkedFolder, longFunction } from './checkedFolder.ts';

const baseline = '.swarm-baseline.json';

describe('swarm check with a baseline', () => {
  it('tells old violations no more, wherever they move to', async () => {
    const { check, write, folder } = checkedFolder({ 'a.py': longFunction('load', 40) });
    expect((await check()).code).toBe(1);
    const written = await check('--write-baseline');
    expect([written.code, written.report?.findings]).toEqual([0, []]);
    expect(await readFile(path.join(folder, baseline), 'utf8')).toBe(
      '{\n  "version": 1,\n  "entries": [\n    {"path":"a.py","rule":"function-too-long","name":"load","actual":40}\n  ]\n}\n',
    );
    write('a.py', `import os\n\n\n${longFunction('load', 40)}`);
    const moved = await check();
    expect(moved.code).toBe(0);
    expect(moved.report?.summary.baseline).toEqual({ path: baseline, covered: 1, grown: 0, improvable: 0 });
  });

  it('goes by the baseline of the one repository that is checked, from wherever that is', async () => {
    const { check, folder } = checkedFolder({
      'repo/.git/HEAD': '',
      'repo/src/a.py': longFunction('load', 40),
      'other/.git/HEAD': '',
      'other/b.py': longFunction('load', 40),
    });
    const written = await check('--write-baseline', 'repo/src');
    expect(written.report?.summary.baseline?.path).toBe(`repo/${baseline}`);
    expect(await readFile(path.join(folder, 'repo', baseline), 'utf8')).toContain('"path":"src/a.py"');
    expect((await check('repo')).code).toBe(0);
    expect((await check('repo', 'other')).report?.summary.baseline).toBeUndefined();
  });

  it('tells new ones and those that have grown, with what the baseline allows', async () => {
    const { check, write } = checkedFolder({ 'a.py': longFunction('load', 40) });
    await check('--write-baseline');
    write('a.py', longFunction('load', 41) + longFunction('save', 35));
    const { code, report } = await check();
    expect(code).toBe(1);
    expect(report?.findings.map(({ message }) => message)).toEqual([
      "Function 'load' has 41 lines; the limit is 30. The baseline allows 40.",
      "Function 'save' has 35 lines; the limit is 30.",
    ]);
  });

  it('only shrinks when it is written again', async () => {
    const { check, write, folder } = checkedFolder({
      'a.py': longFunction('load', 40) + longFunction('save', 50),
      'b.py': longFunction('gone', 60),
    });
    await check('--write-baseline');
    write('a.py', longFunction('load', 99) + longFunction('save', 45) + longFunction('more', 70));
    await rm(path.join(folder, 'b.py'));
    expect((await check()).report?.summary.baseline).toEqual({
      path: baseline,
      covered: 1,
      grown: 1,
      improvable: 2,
    });
    const { code, report } = await check('--write-baseline');
    expect([code, report?.findings.length]).toEqual([1, 2]);
    const entries = parseBaseline(await readFile(path.join(folder, baseline), 'utf8'));
    expect(entries?.map(({ name, actual }) => `${name} ${actual}`)).toEqual(['load 40', 'save 45']);
  });

  it('keeps what it says about files that were not checked', async () => {
    const { check, folder } = checkedFolder({
      'a.py': longFunction('load', 40),
      'b.py': longFunction('save', 40),
    });
    await check('--write-baseline');
    const before = await readFile(path.join(folder, baseline), 'utf8');
    expect((await check('a.py', '--write-baseline')).code).toBe(0);
    expect(await readFile(path.join(folder, baseline), 'utf8')).toBe(before);
  });

  it('can lie elsewhere, has to be there when it is named, and is not read when it is damaged', async () => {
    const { check, folder } = checkedFolder({ 'a.py': longFunction('load', 40) });
    expect((await check('--write-baseline=old.json')).code).toBe(0);
    expect((await check('--baseline', 'old.json')).code).toBe(0);
    expect((await check()).code).toBe(1);
    expect((await check('--baseline', 'none.json')).stderr).toBe(
      'swarm: there is no baseline none.json. Write one with --write-baseline.\n',
    );
    await writeFile(path.join(folder, baseline), '<<<<<<< HEAD\n');
    const damaged = await check();
    expect(damaged.code).toBe(2);
    expect(damaged.stderr).toContain('the baseline .swarm-baseline.json is damaged');
  });
});

describe('a baseline', () => {
  const entry = fc.record(
    {
      path: fc.constantFrom('a.py', 'b.py'),
      rule: fc.constantFrom('x', 'y'),
      name: fc.string(),
      actual: fc.nat(9),
    },
    { requiredKeys: ['path', 'rule'] },
  );
  const entries = fc.array(entry, { maxLength: 12 });
  const violations = (list: readonly BaselineEntry[]) =>
    list.map((each, finding) => ({ finding, entry: each }));

  it('is written the same whatever the order, and read back as it was', () => {
    void fc.assert(
      fc.property(entries, (list) => {
        const text = baselineText(list);
        expect(baselineText(list.toReversed())).toBe(text);
        expect(parseBaseline(text)).toHaveLength(list.length);
        expect(baselineText(parseBaseline(text) ?? [])).toBe(text);
      }),
    );
  });

  it('covers exactly what it was made of, and never grows', () => {
    void fc.assert(
      fc.property(entries, entries, (old, present) => {
        const same = compareWithBaseline(violations(old), old, () => true);
        expect([same.added, same.grown, same.improvable]).toEqual([[], [], 0]);
        expect(baselineText(same.shrunk)).toBe(baselineText(old));
        const { added, grown, covered, shrunk } = compareWithBaseline(violations(present), old, () => true);
        expect(added.length + grown.length + covered.length).toBe(present.length);
        expect(shrunk.length).toBeLessThanOrEqual(old.length);
        const again = compareWithBaseline(violations(shrunk), old, () => true);
        expect([again.added, again.grown]).toEqual([[], []]);
      }),
    );
  });
});
