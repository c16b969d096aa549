import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openCommandStore } from '../../../../server/infrastructure/events/commandStore.ts';
import { openSqliteDatabase } from '../../../../server/infrastructure/events/sqliteDatabase.ts';
import { SqliteEventLog } from '../../../../server/infrastructure/events/sqliteEventLog.ts';
import { add, counter, tester } from '../../../infrastructure/events/counter.ts';
import { folderWith, swarm } from '../../recordedIo.ts';

/** A repository, and the place of its log. */
function repository(): { readonly folder: string; readonly file: string } {
  const folder = folderWith({});
  execFileSync('git', ['init', '--quiet', folder]);
  return { folder, file: path.join(folder, '.git', 'swarm', 'events.db') };
}

/** A log of two events. */
async function writeLog(file: string): Promise<SqliteEventLog> {
  mkdirSync(path.dirname(file), { mode: 0o700 });
  const log = new SqliteEventLog(openSqliteDatabase(file));
  const store = await openCommandStore({ log });
  for (const by of [1, 2]) await store.execute(counter, 'a', add(by), tester);
  return log;
}

describe('swarm log verify', () => {
  it('says that the log is whole, that it was changed, or why it cannot tell', async () => {
    const { folder, file } = repository();
    expect(await swarm(folder, ['log', 'verify'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no event log'),
    });
    const log = await writeLog(file);
    expect(await swarm(folder, ['log', 'verify'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Ctrl-C where `swarm serve` runs'),
    });
    await log.close();
    expect(await swarm(folder, ['log', 'verify'])).toMatchObject({
      code: 0,
      stdout: 'All 2 events follow from each other, and none is missing at the end.\n',
    });
    const database = new DatabaseSync(file);
    database.exec(`DROP TRIGGER events_are_never_changed; UPDATE events SET actor = 'x' WHERE seq = 1`);
    database.close();
    expect(await swarm(folder, ['log', 'verify'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('event 1 does not follow'),
    });
  });
});
