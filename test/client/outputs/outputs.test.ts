import { describe, expect, it } from 'vitest';
import { OutputFollower } from '../../../client/outputs/outputFollower.ts';
import { outputQuery, parseOutputQuery } from '../../../client/outputs/outputSource.ts';
import { OutputTail } from '../../../client/outputs/outputTail.ts';
import type { OutputPart } from '../../../server/protocol/outputLog.ts';

const part = (text: string, facts: Partial<OutputPart> = {}): OutputPart => ({
  text,
  next: 'n',
  more: false,
  gap: false,
  open: true,
  ...facts,
});

describe('the end of an output', () => {
  it('stays bounded however much comes, and is cut between lines', () => {
    const tail = new OutputTail('(cut)', 1000);
    for (let line = 0; line < 5000; line += 1) tail.add(part(`line ${line}\n`));
    expect(tail.text.length).toBeLessThan(1010);
    expect(tail.text).toMatch(/^\(cut\)\nline \d+\n/);
    expect(tail.text).toMatch(/line 4999\n$/);
  });

  it('is cut inside a line only where one line is longer than all of it', () => {
    const tail = new OutputTail('(cut)', 100);
    tail.add(part('x'.repeat(5000)));
    expect(tail.text.length).toBeLessThanOrEqual(106);
  });

  it('says where lines are lost', () => {
    const tail = new OutputTail('(cut)');
    tail.add(part('a\n'));
    tail.add(part('z\n', { gap: true }));
    expect(tail.text).toBe('a\n(cut)\nz\n');
  });
});

describe('following an output', () => {
  it('reads on where it was until there is no more', async () => {
    const asked: (string | undefined)[] = [];
    const parts = [part('a\n', { next: '1', more: true }), part('b\n', { next: '2' })];
    const follower = new OutputFollower({
      read: async (after) => {
        asked.push(after);
        return parts.shift() ?? part('', { next: '2' });
      },
      onChange: () => undefined,
      omission: '',
    });
    expect(await follower.load()).toBe('a\nb\n');
    expect(await follower.load()).toBe('a\nb\n');
    expect(asked).toEqual([undefined, '1', '2']);
  });

  it('tells of a change, asks no more once it is stopped, and goes on where it was', async () => {
    let reads = 0;
    const changed = Promise.withResolvers<void>();
    const follower = new OutputFollower({
      read: async () => {
        reads += 1;
        return part(reads < 3 ? '' : 'late\n');
      },
      onChange: () => changed.resolve(),
      omission: '',
      pace: { busy: 1, idle: 1 },
    });
    follower.start();
    await changed.promise;
    follower.stop();
    const before = reads;
    await new Promise((resolve) => setImmediate(resolve));
    expect(reads).toBe(before);
    expect(follower.text).toBe('late\n');
  });

  it('shows below the output why it cannot be read, until it can', async () => {
    let fails = false;
    const follower = new OutputFollower({
      read: async () => {
        if (fails) throw new Error('The service is gone.');
        return part('a\n');
      },
      onChange: () => undefined,
      omission: '',
    });
    await follower.load();
    fails = true;
    expect(await follower.load()).toBe('a\n\nThe service is gone.');
    fails = false;
    expect(await follower.load()).toBe('a\na\n');
  });

  it('shares one question between two who ask', async () => {
    let reads = 0;
    const follower = new OutputFollower({
      read: async () => {
        reads += 1;
        return part('once\n');
      },
      onChange: () => undefined,
      omission: '',
    });
    await Promise.all([follower.load(), follower.load()]);
    expect(reads).toBe(1);
    expect(follower.text).toBe('once\n');
  });
});

it('an address names its output whatever the names hold, and nothing else is taken for one', () => {
  const names = [
    { slot: 'a/b/c', of: 'program' },
    { slot: 'a/b/c', of: 'build' },
    { deployment: '7', step: 'building' },
    { deployment: '7', gate: 'x&step=y' },
  ] as const;
  for (const name of names)
    expect(parseOutputQuery(outputQuery('/repo & more', name))).toEqual({ session: '/repo & more', name });
  expect(parseOutputQuery('')).toBeUndefined();
  expect(parseOutputQuery('session=x&deployment=7')).toBeUndefined();
});
