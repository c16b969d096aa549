import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { processStartTime } from '../../../server/infrastructure/programs/processIdentity.ts';

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
  vi.unstubAllEnvs();
});

// Everywhere but on Windows there is a `ps` that takes what macOS's takes.
describe.skipIf(process.platform === 'win32')('the start time of a process on macOS', () => {
  it('is the same in a window and in a terminal with another language and time zone', async () => {
    vi.stubEnv('TZ', 'UTC');
    const inWindow = await processStartTime(process.pid, 'darwin');
    vi.stubEnv('TZ', 'Asia/Tokyo');
    vi.stubEnv('LC_ALL', 'C.UTF-8');
    expect(await processStartTime(process.pid, 'darwin')).toBe(inWindow);
    expect(inWindow).toMatch(/^\w{3} \w{3} \d+ [\d:]+ \d{4}$/);
  });

  it('is none of a process that has ended, waited for or not', async () => {
    const script = 'sleep 1000 & echo $!; exec sleep 1000';
    child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const pid = Number(String(await once(child.stdout as Readable, 'data')));
    process.kill(pid, 'SIGKILL');
    while ((await processStartTime(pid, 'darwin')) !== undefined);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await processStartTime(child.pid ?? 0, 'darwin')).toBeUndefined();
  });
});

it('nobody tells the start time of a process on Windows', async () => {
  expect(await processStartTime(process.pid, 'win32')).toBeUndefined();
});
