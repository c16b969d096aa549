// Runs as a process of its own: appends without end and says on stdout what is durable, until it is killed.
import { writeSync } from 'node:fs';
import { openCommandStore } from '../../../server/infrastructure/events/commandStore.ts';
import { openSqliteDatabase } from '../../../server/infrastructure/events/sqliteDatabase.ts';
import { SqliteEventLog } from '../../../server/infrastructure/events/sqliteEventLog.ts';
import { SqliteSnapshotTable } from '../../../server/infrastructure/events/sqliteSnapshotTable.ts';
import { counter, tester } from './counter.ts';

const database = openSqliteDatabase(process.argv[2] ?? '');
const snapshots = new SqliteSnapshotTable(database, { program: '1' });
// Keeps states nearly all the time, so that many a kill comes in the middle of that.
const store = await openCommandStore({ log: new SqliteEventLog(database), snapshots, snapshotEvery: 30 });

async function write(id: string): Promise<never> {
  for (;;) {
    const { version } = await store.execute(
      counter,
      id,
      () => [
        { type: 'counter.added', data: { by: 1 } },
        { type: 'counter.added', data: { by: 1 } },
      ],
      tester,
    );
    writeSync(1, `${id} ${version}\n`);
  }
}

await Promise.all(Array.from({ length: 20 }, (_, index) => write(`w${index}`)));
