import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '../../server/cli/processIo.ts');

/** Writes much, leaves a timer, and ends with code 1. */
const program = `
  import { exitWhenWritten, processIo } from ${JSON.stringify(source)};
  const { stdout, stderr } = processIo();
  setInterval(() => undefined, 1e6);
  stdout.write('o'.repeat(3e6));
  stderr.write('e'.repeat(2e6));
  process.exitCode = 1;
  exitWhenWritten();`;

/** @param output descriptor that stdout is */
function run(output: 'pipe' | number) {
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    maxBuffer: 1e7,
    stdio: ['ignore', output, 'pipe'],
    // Where it waits for the timer it is to fail, not to stand still.
    timeout: 60_000,
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
}

describe('a program that ends when its output is written', () => {
  it('loses none of it, keeps its exit code and waits for nothing else', () => {
    const { status, stdout, stderr } = run('pipe');
    expect([status, stdout.length, stderr.length]).toEqual([1, 3e6, 2e6]);
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, with the code of an error', () => {
    const full = openSync('/dev/full', 'w');
    try {
      const { status, stderr } = run(full);
      expect(status).toBe(2);
      expect(stderr).toContain('swarm: the output could not be written: ENOSPC');
    } finally {
      closeSync(full);
    }
  });
});
