import { renameSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { SqliteSnapshotTable } from '../../../server/infrastructure/events/sqliteSnapshotTable.ts';
import { ServiceMetrics } from '../../../server/infrastructure/http/metrics.ts';
import { Closers } from '../../../server/infrastructure/service/closers.ts';
import { type DurableState, openDurableState } from '../../../server/infrastructure/service/durableState.ts';
import { eventsFileName } from '../../../server/infrastructure/service/stateFolder.ts';
import { add, counter, tester } from '../events/counter.ts';
import { TemporaryLog } from '../events/temporaryLog.ts';

/** Opens what is durable in a folder, hands it over and closes it. */
async function withState(
  folder: string,
  use: (state: DurableState, told: readonly string[]) => Promise<void>,
): Promise<void> {
  const closers = new Closers((error) => expect.unreachable(String(error)));
  const told: string[] = [];
  const logger = pino({ level: 'silent' });
  const onTampered = (message: string) => told.push(message);
  try {
    await use(
      await openDurableState(folder, { metrics: new ServiceMetrics(), logger, onTampered }, closers),
      told,
    );
  } finally {
    await closers.close();
  }
}

/** A folder with a log of three events. */
async function folderOfThree(): Promise<TemporaryLog> {
  const temporary = new TemporaryLog();
  await temporary.log.close();
  await withState(temporary.folder, async ({ commands }) => {
    for (const by of [1, 2, 3]) await commands.execute(counter, 'a', add(by), tester);
  });
  return temporary;
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec('DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_deleted;');
  database.exec(sql);
  database.close();
}

describe('what outlives the process', () => {
  it('is refused with a sentence where events were cut off the end of the log', async () => {
    await using temporary = await folderOfThree();
    change(temporary.file, 'DELETE FROM events WHERE seq = 3');
    await expect(withState(temporary.folder, async () => {})).rejects.toMatchObject({
      reason: 'log',
      message: expect.stringMatching(/ends at event 2 and had 3.*remove .*events\.head/),
    });
  });

  it('begins anew where somebody has moved the log away', async () => {
    await using temporary = await folderOfThree();
    renameSync(temporary.file, path.join(temporary.folder, 'moved.db'));
    await withState(temporary.folder, async ({ log }) => expect(log.lastSeq).toBe(0));
    await withState(temporary.folder, async ({ commands }) =>
      expect((await commands.execute(counter, 'a', add(5), tester)).state).toBe(5),
    );
  });

  it('is reported and decides nothing any more where an old event turns out to be changed', async () => {
    await using temporary = await folderOfThree();
    await withState(temporary.folder, async () => {});
    const database = new DatabaseSync(path.join(temporary.folder, eventsFileName));
    const { seq, hash } = database.prepare('SELECT seq, hash FROM events WHERE seq = 3').get() ?? {};
    new SqliteSnapshotTable(database, { program: '1' }).complete([], {
      seq: Number(seq),
      hash: String(hash),
    });
    database.close();
    change(temporary.file, `UPDATE events SET data = '{"by":900}' WHERE seq = 1`);
    await withState(temporary.folder, async ({ commands }, told) => {
      await commands.settled();
      expect(told).toEqual([expect.stringContaining('event 1 does not follow')]);
      await expect(commands.execute(counter, 'a', add(1), tester)).rejects.toMatchObject({
        reason: 'tampered',
      });
    });
    await expect(withState(temporary.folder, async () => {})).rejects.toMatchObject({ reason: 'log' });
  });
});
