import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '../../server/cli/processIo.ts');

describe('a program that ends when its output is written', () => {
  it('loses none of it, keeps its exit code and waits for nothing else', () => {
    const program = `
      import { exitWhenWritten, processIo } from ${JSON.stringify(source)};
      const { stdout, stderr } = processIo();
      setInterval(() => undefined, 1e6);
      stdout.write('o'.repeat(3e6));
      stderr.write('e'.repeat(3e6));
      process.exitCode = 1;
      exitWhenWritten();`;
    const args = ['--input-type=module', '--eval', program];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      maxBuffer: 1e7,
      // Where it waits for the timer it is to fail, not to stand still.
      timeout: 60_000,
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    expect([status, stdout.length, stderr.length]).toEqual([1, 3e6, 3e6]);
  });
});
