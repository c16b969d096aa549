import { appendFileSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOutput } from '../../../../server/infrastructure/deployments/output/readOutput.ts';
import { boundOutput, olderOutput } from '../../../../server/infrastructure/programs/boundOutput.ts';

let folder: string;
let log: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'swarm-output-'));
  log = path.join(folder, 'output.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (after?: string, more: { lines?: number; limit?: number; open?: boolean } = {}) => {
  const { lines = 200, limit = 65_536, open = true } = more;
  return readOutput(log, { after, lines, limit }, open);
};

/** Everything there is after a position. */
async function rest(after: string): Promise<{ text: string; next: string; gap: boolean }> {
  let text = '';
  for (let next = after, gap = false; ; ) {
    const part = await read(next);
    text += part.text;
    gap ||= part.gap;
    next = part.next;
    if (!part.more) return { text, next, gap };
  }
}

describe('the output of a program, read part by part', () => {
  it('begins with its last lines, and goes on where it was read to', async () => {
    writeFileSync(log, 'one\ntwo\nthree\n');
    const part = await read(undefined, { lines: 2 });
    expect(part).toMatchObject({ text: 'two\nthree\n', more: false, gap: false, open: true });
    appendFileSync(log, 'four\nfi');
    const next = await read(part.next);
    expect(next.text).toBe('four\nfi');
    appendFileSync(log, 've\n');
    expect(await read(next.next, { open: false })).toMatchObject({ text: 've\n', open: false });
  });

  it.each([
    [0, ''],
    [1, 'three'],
    [2, 'two\nthree'],
    [9, 'one\ntwo\nthree'],
  ])('of which %d lines are asked for, also where the last one is not finished', async (lines, text) => {
    writeFileSync(log, 'one\ntwo\nthree');
    expect((await read(undefined, { lines })).text).toBe(text);
  });

  it('begins with as many lines as are asked for, whatever there is', async () => {
    const text = fc.array(fc.constantFrom('a', 'bc', '\n', '\n\n'), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (parts, count) => {
        const all = parts.join('');
        writeFileSync(log, all);
        const whole = all.split(/(?<=\n)/);
        expect((await read(undefined, { lines: count })).text).toBe(whole.slice(-count).join(''));
      }),
      { numRuns: 100 },
    );
  });

  it('begins with a whole line where the last lines are more than may be read at once', async () => {
    writeFileSync(log, `${'x'.repeat(2000)}\nshort\n`);
    expect((await read(undefined, { lines: 5, limit: 1024 })).text).toBe('short\n');
  });

  it('that is not there yet is empty until it is', async () => {
    const none = await read();
    expect(none).toMatchObject({ text: '', more: false, open: true });
    writeFileSync(log, 'first\n');
    expect((await read(none.next)).text).toBe('first\n');
  });

  it('misses nothing that a reader had not read when the file was emptied', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `line ${index}\n`);
    writeFileSync(log, lines.slice(0, 150).join(''));
    const { next } = await read('start', { limit: 1200 });
    const seen = lines.join('').slice(0, 1200);
    appendFileSync(log, lines.slice(150).join(''));
    await boundOutput(log, 1800);
    appendFileSync(log, 'afterwards\n');
    const later = await rest(next);
    expect(seen + later.text).toBe(`${lines.join('')}afterwards\n`);
    expect(later.gap).toBe(false);
    appendFileSync(log, lines.slice(0, 30).join(''));
    const { next: before } = await rest(later.next);
    appendFileSync(log, 'unread\n');
    await boundOutput(log, 200);
    appendFileSync(log, 'again\n');
    expect(await rest(before)).toMatchObject({ text: 'unread\nagain\n', gap: false });
  });

  it('says so where lines are lost', async () => {
    writeFileSync(log, 'x'.repeat(500));
    const { next } = await read('start');
    writeFileSync(log, `${'y'.repeat(900)}\n`);
    expect(await read(next)).toMatchObject({ text: `${'y'.repeat(900)}\n`, gap: true });
  });

  it('of another program follows the end of the one before', async () => {
    writeFileSync(log, 'old\n');
    const { next } = await read('start');
    appendFileSync(log, 'bye\n');
    renameSync(log, olderOutput(log));
    writeFileSync(log, 'old\nnew\n');
    expect(await rest(next)).toMatchObject({ text: 'bye\nold\nnew\n', gap: false });
  });

  it('is nothing but a file of the service: no link is followed, no folder read', async () => {
    const secret = path.join(folder, 'secret');
    writeFileSync(secret, 'secret');
    symlinkSync(secret, log);
    expect((await read('start')).text).toBe('');
  });

  it('never tears a character, and ends whole whatever the bytes are', async () => {
    const text = fc.array(fc.constantFrom('a', 'ß', '語', '🦆', '\n'), { maxLength: 900 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (characters, limit) => {
        writeFileSync(log, characters.join(''));
        let [all, next] = ['', 'start'];
        for (let more = true; more; ) {
          const part = await read(next, { limit: limit + 3 });
          ({ next, more } = part);
          all += part.text;
        }
        expect(all).toBe(characters.join(''));
      }),
      { numRuns: 30 },
    );
    writeFileSync(log, Buffer.from([97, 0xe2, 0x82]));
    expect((await read('start')).text).toBe('a');
    expect((await read('start', { open: false })).text).toBe('a\ufffd');
  });
});
