import { expect, it } from 'vitest';
import { KeyedMutex } from '../../../server/infrastructure/concurrency/keyedMutex.ts';
import { Mutex } from '../../../server/infrastructure/concurrency/mutex.ts';

it('A mutex lets work begin in the order of asking, one after the other, also behind what failed', async () => {
  const mutex = new Mutex();
  const told: string[] = [];
  const first = Promise.withResolvers<void>();
  const failing = mutex.run(async () => {
    told.push('first');
    await first.promise;
    throw new Error('failed');
  });
  const second = mutex.run(async () => told.push('second'));
  await Promise.resolve();
  expect(told).toEqual(['first']);
  first.resolve();
  await expect(failing).rejects.toThrow('failed');
  await second;
  expect(told).toEqual(['first', 'second']);
});

it('A keyed mutex does so for each key, and lets other keys go on meanwhile', async () => {
  const mutex = new KeyedMutex();
  const told: string[] = [];
  const held = Promise.withResolvers<void>();
  const first = mutex.run('a', async () => {
    await held.promise;
    told.push('a1');
  });
  const second = mutex.run('a', async () => told.push('a2'));
  await mutex.run('b', async () => told.push('b'));
  expect(told).toEqual(['b']);
  held.resolve();
  await Promise.all([first, second]);
  expect(told).toEqual(['b', 'a1', 'a2']);
});
