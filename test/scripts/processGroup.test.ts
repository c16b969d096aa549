import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../../scripts/isAlive.ts';
import { ProcessGroup } from '../../scripts/processGroup.ts';
import { Teardown } from '../../scripts/start/teardown.ts';

/** A process that starts another one of its own, prints its id, and listens to no polite request. */
const stubborn = `
  process.on('SIGTERM', () => {});
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  console.log(child.pid);
  process.send?.('ready');
  setInterval(() => {}, 1000);`;

describe('a process group', () => {
  it('ends with everything it started, even where its first process does not want to', async () => {
    const group = new ProcessGroup(process.execPath, ['-e', stubborn], {
      stdio: ['ignore', 'pipe', 'inherit'],
      graceMilliseconds: 100,
    });
    const [line] = await once(group.child.stdout ?? process.stdin, 'data');
    const grandchild = Number(String(line));
    expect(isAlive(grandchild)).toBe(true);
    await group.stop();
    expect(group.exited).toBe(true);
    await expect.poll(() => isAlive(grandchild)).toBe(false);
  });

  it('whose program does not exist has ended and can be stopped', async () => {
    const group = new ProcessGroup('/no/such/program', [], { stdio: 'ignore' });
    await once(group.child, 'error');
    await group.stop();
    expect(group.exited).toBe(true);
  });
});

describe('a teardown', () => {
  it('ends the latest first and goes on where one fails', async () => {
    const ended: string[] = [];
    const teardown = new Teardown();
    teardown.add('first', async () => ended.push('first'));
    teardown.add('second', () => Promise.reject(new Error('stuck')));
    teardown.add('third', async () => ended.push('third'));
    const sentences: string[] = [];
    await teardown.run((sentence) => sentences.push(sentence));
    expect(ended).toEqual(['third', 'first']);
    expect(sentences).toEqual(['second did not end well: stuck']);
  });
});
