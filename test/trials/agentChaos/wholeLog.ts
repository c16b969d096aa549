import { openCommandStore } from '../../../server/infrastructure/events/commandStore.ts';
import { openSqliteDatabase } from '../../../server/infrastructure/events/sqliteDatabase.ts';
import { SqliteEventLog } from '../../../server/infrastructure/events/sqliteEventLog.ts';
import type { SwarmEvent } from '../../../server/protocol/events.ts';

const pageSize = 1000;

/**
 * All events of a log whose service has ended, the whole chain verified.
 * @throws {EventLogError} `tampered`
 */
export async function wholeLog(file: string): Promise<SwarmEvent[]> {
  const log = new SqliteEventLog(openSqliteDatabase(file));
  await (await openCommandStore({ log })).close();
  const events: SwarmEvent[] = [];
  while (events.length < log.lastSeq) events.push(...(await log.read(events.length, pageSize)));
  await log.close();
  return events;
}
