import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../../server/analysis/python/syntax/parse.ts';
import { difference, factsOf, hasPython, pythonFiles, runPython } from '../pythonFiles.ts';
import { treeOutline } from './treeOutline.ts';

const program = join(import.meta.dirname, 'treeOutline.py');

describe.skipIf(!hasPython)('syntax trees (needs python3)', () => {
  it("have the nodes and places of Python's own parser", { timeout: 600_000 }, () => {
    const hasFields = runPython(['-c', 'import sys; print(sys.version_info >= (3, 12))']).trim() === 'True';
    const expected = factsOf<string[]>(program, pythonFiles(60));
    expect(expected.length).toBeGreaterThan(20);
    for (const [file, nodes] of expected) {
      const module = parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
      expect({ file, errors: module.errors }).toEqual({ file, errors: [] });
      expect(difference(treeOutline(module, hasFields), nodes), file).toEqual([]);
    }
  });
});
