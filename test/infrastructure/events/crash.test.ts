import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { counter } from './counter.ts';
import { TemporaryLog } from './temporaryLog.ts';

const writer = path.join(import.meta.dirname, 'crashWriter.ts');

/** Lets a process write, kills it at some acknowledgement, and gives the newest acknowledged version of each stream. */
async function writeUntilKilled(file: string, acknowledgements: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged = new Map<string, number>();
  let lines = 0;
  for await (const line of createInterface(child.stdout)) {
    const [id = '', version] = line.split(' ');
    acknowledged.set(id, Number(version));
    lines += 1;
    if (lines === acknowledgements) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

describe('a service killed with SIGKILL while it writes', () => {
  it('has every acknowledged event afterwards, no half decision, no gap, a valid chain, and the states it kept are those of its events', async () => {
    await using temporary = new TemporaryLog();
    for (let round = 0; round < 6; round += 1) {
      await temporary.log.close();
      const acknowledged = await writeUntilKilled(temporary.file, 1 + Math.floor(Math.random() * 400));
      await temporary.reopen();
      const store = await temporary.keepingStore();
      for (const [id, version] of acknowledged)
        expect(store.get(counter, id).version).toBeGreaterThanOrEqual(version);
      for (const [, { version }] of store.all(counter)) expect(version % 2).toBe(0);
      const total = [...store.all(counter).values()].reduce((sum, { version }) => sum + version, 0);
      expect(temporary.log.lastSeq).toBe(total);
      expect([...store.all(counter)].toSorted()).toEqual(
        [...(await temporary.store()).all(counter)].toSorted(),
      );
      await store.settled();
      await store.close();
    }
  });
});
