import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openSqliteDatabase } from '../../../server/infrastructure/events/sqliteDatabase.ts';
import { eventSchema } from '../../../server/protocol/events.ts';
import { add, counter, tester } from './counter.ts';
import { TemporaryLog } from './temporaryLog.ts';

async function logOfThree(): Promise<TemporaryLog> {
  const temporary = new TemporaryLog();
  const store = await temporary.store();
  for (const by of [1, 2, 3]) await store.execute(counter, 'a', add(by), tester);
  return temporary;
}

describe('the SQLite event log', () => {
  it('gives events in order, from a position, up to a limit, of one stream', async () => {
    await using temporary = await logOfThree();
    const store = await temporary.store();
    await store.execute(counter, 'b', add(9), tester);
    const all = await temporary.log.read(0, 10);
    expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    for (const event of all) expect(eventSchema.parse(event)).toEqual(event);
    expect((await temporary.log.read(1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
    expect((await temporary.log.read(0, 10, 'counter/b')).map(({ seq }) => seq)).toEqual([4]);
  });

  it('is owned by one opener at a time and says so to the second', async () => {
    await using temporary = await logOfThree();
    expect(() => openSqliteDatabase(temporary.file)).toThrow(
      expect.objectContaining({ reason: 'owned', message: expect.stringContaining('already owns') }),
    );
    await temporary.reopen();
    expect(temporary.log.lastSeq).toBe(3);
  });

  it('is readable by its user alone', async () => {
    await using temporary = await logOfThree();
    for (const suffix of ['', '-wal']) expect(statSync(temporary.file + suffix).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['changed data', `UPDATE events SET data = '{"by":900}' WHERE seq = 2`, 'event 2 does not follow'],
    ['a changed actor', `UPDATE events SET actor = 'somebody' WHERE seq = 3`, 'event 3 does not follow'],
    ['a missing event', 'DELETE FROM events WHERE seq = 2', 'event 2 is missing'],
    ['a missing beginning', 'DELETE FROM events WHERE seq = 1', 'event 1 is missing'],
  ])('refuses a log with %s, naming the place', async (_, sql, sentence) => {
    await using temporary = await logOfThree();
    await temporary.tamper(sql);
    await expect(temporary.store()).rejects.toMatchObject({
      reason: 'tampered',
      message: expect.stringContaining(sentence),
    });
  });

  it('never changes or deletes an event through its own connection', async () => {
    await using temporary = await logOfThree();
    expect(() => temporary.database.exec("UPDATE events SET actor = 'x'")).toThrow('append only');
    expect(() => temporary.database.exec('DELETE FROM events')).toThrow('append only');
  });

  it('refuses a database of a later version and leaves it as it is', async () => {
    await using temporary = await logOfThree();
    temporary.database.exec('PRAGMA user_version = 99');
    await temporary.log.close();
    expect(() => openSqliteDatabase(temporary.file)).toThrow(
      expect.objectContaining({ reason: 'newer-schema' }),
    );
    const database = new DatabaseSync(temporary.file);
    expect(database.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: 3 });
    database.close();
  });

  it('refuses a batch that does not follow its last event, as another writer would cause', async () => {
    await using temporary = await logOfThree();
    const [first] = await temporary.log.read(0, 1);
    if (!first) throw new Error('no event');
    for (const seq of [3, 5])
      await expect(
        temporary.log.append({ events: [{ ...first, seq, version: 4 }], keys: [] }),
      ).rejects.toMatchObject({ reason: 'conflict' });
    await expect(
      temporary.log.append({ events: [{ ...first, seq: 4, version: 3 }], keys: [] }),
    ).rejects.toMatchObject({ reason: 'conflict' });
    expect(temporary.log.lastSeq).toBe(3);
    await temporary.log.verify();
  });
});
