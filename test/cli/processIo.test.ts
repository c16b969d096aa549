import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
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

  it.skipIf(!existsSync('/dev/full'))('says so behind what a slow reader has not taken yet', async () => {
    const full = openSync('/dev/full', 'w');
    const written = `import { closeSync } from 'node:fs'; ${program} setImmediate(() => closeSync(3));`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', written], {
      stdio: ['ignore', full, 'pipe', 'pipe'],
    });
    closeSync(full);
    const exit = once(child, 'exit');
    // Nobody reads the errors, which fill their pipe, until the failure has been met.
    await once((child.stdio[3] as Readable).resume(), 'end');
    const errors = await text(child.stderr as Readable);
    expect(errors.slice(2e6)).toContain('swarm: the output could not be written: ENOSPC');
    expect(await exit).toEqual([2, null]);
  });
});
