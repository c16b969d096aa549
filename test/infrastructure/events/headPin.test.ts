import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkHead, HeadPin } from '../../../server/infrastructure/events/headPin.ts';
import { add, counter, tester } from './counter.ts';
import { TemporaryLog } from './temporaryLog.ts';

/** A log of three events with its head remembered. */
async function pinnedLog(): Promise<{ readonly temporary: TemporaryLog; readonly file: string }> {
  const temporary = new TemporaryLog();
  const file = path.join(temporary.folder, 'events.head');
  const pin = new HeadPin(file, temporary.log);
  const store = await temporary.store();
  for (const by of [1, 2, 3]) await store.execute(counter, 'a', add(by), tester);
  pin.moved();
  await pin.close();
  return { temporary, file };
}

describe('the remembered head of the log', () => {
  it('lets a log pass that has what it had, or more', async () => {
    const { temporary, file } = await pinnedLog();
    await using _ = temporary;
    await checkHead(file, temporary.log);
    await (await temporary.store()).execute(counter, 'a', add(4), tester);
    await checkHead(file, temporary.log);
  });

  it.each([
    ['events cut off its end', 'DELETE FROM events WHERE seq > 1', 'ends at event 1 and had 3'],
    ['no events left', 'DELETE FROM events', 'ends at event 0 and had 3'],
    ['another history', "UPDATE events SET hash = 'x' WHERE seq = 3", 'event 3 is another'],
  ])('refuses a log with %s, and says how to go on', async (_name, sql, sentence) => {
    const { temporary, file } = await pinnedLog();
    await using _ = temporary;
    await temporary.tamper(sql);
    await expect(checkHead(file, temporary.log)).rejects.toMatchObject({
      reason: 'tampered',
      message: expect.stringMatching(`${sentence}.*remove .*events\\.head`),
    });
  });

  it('is not believed where somebody else could have written it, or it cannot be read', async () => {
    const { temporary, file } = await pinnedLog();
    await using _ = temporary;
    writeFileSync(file, 'free text');
    await expect(checkHead(file, temporary.log)).rejects.toMatchObject({ reason: 'tampered' });
    writeFileSync(file, '{"seq":1,"hash":"x"}');
    chmodSync(file, 0o666);
    await expect(checkHead(file, temporary.log)).rejects.toMatchObject({ reason: 'tampered' });
  });

  it('is not written where nothing happened', async () => {
    await using temporary = new TemporaryLog();
    const file = path.join(temporary.folder, 'events.head');
    await new HeadPin(file, temporary.log).close();
    expect(existsSync(file)).toBe(false);
    await checkHead(file, temporary.log);
  });
});
