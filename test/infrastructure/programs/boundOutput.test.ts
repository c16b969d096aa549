import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundOutput } from '../../../server/infrastructure/programs/boundOutput.ts';

let folder: string;
let file: string;
let older: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'swarm-output-'));
  [file, older] = [path.join(folder, 'output.log'), path.join(folder, 'output.log.older')];
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the output of a program', () => {
  it('is emptied where it is too large, its end is kept, and the program writes on at its start', async () => {
    const program = openSync(file, 'a');
    writeSync(program, `${'x'.repeat(100)}the end`);
    await boundOutput(file, 10);
    writeSync(program, 'later');
    closeSync(program);
    expect(readFileSync(file, 'utf8')).toBe('later');
    expect(readFileSync(older, 'utf8')).toBe('xxxthe end');
  });

  it('stays as it is up to the limit', async () => {
    writeFileSync(file, '0123456789');
    await boundOutput(file, 10);
    expect(readFileSync(file, 'utf8')).toBe('0123456789');
    expect(() => readFileSync(older)).toThrow('ENOENT');
  });

  it('may be gone', async () => {
    await expect(boundOutput(file)).resolves.toBeUndefined();
  });
});
