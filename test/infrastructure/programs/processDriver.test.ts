import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { processDriver, processDriverOn } from '../../../server/infrastructure/programs/processDriver.ts';
import { processStartTime, runsInGroup } from '../../../server/infrastructure/programs/processIdentity.ts';

let parent: ChildProcess | undefined;
afterEach(() => parent?.kill('SIGKILL'));

/** The leader of a group whose parent never waits for it. */
async function startUnderNegligentParent(program: string): Promise<number> {
  const script = `setsid sh -c '${program}' >&2 & echo $!; exec sleep 1000`;
  parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [started] = await Promise.all([
    once(parent.stdout as Readable, 'data'),
    // Signals do now what the program wants them to.
    once(parent.stderr as Readable, 'data'),
  ]);
  return Number(String(started));
}

// Elsewhere nothing tells those that have ended from the others.
describe.runIf(process.platform === 'linux')('a program that nobody waits for when it has ended', () => {
  it('is stopped when it ends, not when its time is over', async () => {
    const pid = await startUnderNegligentParent('echo ready; exec sleep 1000');
    const program = await processDriver.adopt({ pid, startTime: (await processStartTime(pid)) ?? '' }, '');
    await program?.stop(3_600_000);
    program?.release();
    expect(process.kill(-pid, 0)).toBe(true);
    expect(await runsInGroup(pid)).toBe(false);
  });

  it('has not gone while what it started goes on', async () => {
    const stubborn = '(trap "" TERM; echo ready; exec sleep 1000) & exec sleep 1000';
    const pid = await startUnderNegligentParent(stubborn);
    process.kill(pid, 'SIGTERM');
    while ((await processStartTime(pid)) !== undefined)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await runsInGroup(pid)).toBe(true);
    process.kill(-pid, 'SIGKILL');
    while (await runsInGroup(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

it('starts nothing on Windows, where it could not end what a program starts, and says what to do', async () => {
  const program = { command: ['npm', 'start'], folder: '.', environment: {}, log: 'never-written.log' };
  await expect(processDriverOn('win32').start(program)).rejects.toThrow(
    'cannot start "npm" on Windows, where what a program starts is not ended with it; run the service in WSL, or a slot with "driver": "container"',
  );
});
