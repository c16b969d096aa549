import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../../server/analysis/python/syntax/parse.ts';
import { treeOutline } from './treeOutline.ts';

// Another Python and other files: `SWARM_PYTHON=python3.13 SWARM_PYTHON_FILES=/usr/lib/python3 npx vitest run …`.
const python = process.env['SWARM_PYTHON'] ?? 'python3';
const program = join(import.meta.dirname, 'treeOutline.py');
const sampleSize = 60;

function pythonFiles(): string[] {
  const chosen = process.env['SWARM_PYTHON_FILES'];
  const folder = chosen ?? run(['-c', 'import sysconfig; print(sysconfig.get_paths()["stdlib"])']).trim();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py') && !/(?:site|dist)-packages/.test(name))
    .sort()
    .map((name) => join(folder, name));
  const every = chosen === undefined ? Math.ceil(files.length / sampleSize) : 1;
  return files.filter((_, index) => index % every === 0);
}

function run(args: string[], input = ''): string {
  return spawnSync(python, ['-I', ...args], { input, maxBuffer: 1 << 30, encoding: 'utf8' }).stdout;
}

const hasPython = spawnSync(python, ['--version']).status === 0;

describe.skipIf(!hasPython)('syntax trees (needs python3)', () => {
  it("have the nodes and places of Python's own parser", { timeout: 600_000 }, () => {
    const hasFields = run(['-c', 'import sys; print(sys.version_info >= (3, 12))']).trim() === 'True';
    const expected = run([program], JSON.stringify(pythonFiles())).trim().split('\n');
    expect(expected.length).toBeGreaterThan(20);
    for (const line of expected) {
      const [file, nodes]: [string, string[]] = JSON.parse(line);
      const module = parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
      expect({ file, errors: module.errors }).toEqual({ file, errors: [] });
      expect(difference(treeOutline(module, hasFields), nodes), file).toEqual([]);
    }
  });
});

/** The first nodes that only one of two outlines has. */
function difference(found: readonly string[], expected: readonly string[]): string[] {
  const [ours, theirs] = [new Set(found), new Set(expected)];
  const surplus = found.filter((node) => !theirs.has(node)).map((node) => `+ ${node}`);
  const missing = expected.filter((node) => !ours.has(node)).map((node) => `- ${node}`);
  return [...surplus.slice(0, 5), ...missing.slice(0, 5)];
}
