import { checkHead } from './headPin.ts';
import { openSqliteDatabase } from './sqliteDatabase.ts';
import { SqliteEventLog } from './sqliteEventLog.ts';

/**
 * Verifies all of a log that no service has open.
 * @param head file that remembers how far the log went
 * @returns number of events
 * @throws {EventLogError} `tampered`, `owned` by a service that runs, or `unreadable`
 */
export async function verifyLog(file: string, head: string): Promise<number> {
  const log = new SqliteEventLog(openSqliteDatabase(file));
  try {
    await checkHead(head, log);
    return (await log.verify()).seq;
  } finally {
    await log.close();
  }
}
