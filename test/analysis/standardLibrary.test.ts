import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { measured } from './python/measured.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const program = path.resolve(import.meta.dirname, 'python/metrics.py');

interface Expected {
  readonly file: string;
  readonly definitions: readonly string[];
}

describe.skipIf(!hasPython)("Python's standard library (needs python3)", () => {
  it('has the functions and classes that its own parser finds, with the same measures', () => {
    const output = execFileSync('python3', ['-I', program], { maxBuffer: 1 << 28, encoding: 'utf8' });
    const modules: Expected[] = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(modules.length).toBeGreaterThan(300);
    for (const { file, definitions } of modules)
      expect({ file, definitions: measured(readFileSync(file, 'utf8')) }).toEqual({
        file,
        definitions: [...definitions].sort(),
      });
  });
});
