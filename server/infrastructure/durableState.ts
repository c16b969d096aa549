import path from 'node:path';
import type { Logger } from 'pino';
import type { Closers } from './closers.ts';
import { type LoggedCommandStore, openCommandStore } from './events/commandStore.ts';
import { type EventLog, EventLogError } from './events/eventLog.ts';
import type { HeartbeatTable } from './events/heartbeatTable.ts';
import { openSqliteDatabase } from './events/sqliteDatabase.ts';
import { SqliteEventLog } from './events/sqliteEventLog.ts';
import { SqliteHeartbeatTable } from './events/sqliteHeartbeatTable.ts';
import type { ServiceMetrics } from './http/metrics.ts';
import { readServiceFile } from './serviceFile.ts';
import { ServiceStartError } from './serviceStartError.ts';
import { eventsFileName } from './stateFolder.ts';

/** Everything that outlives the process. */
export interface DurableState {
  readonly log: EventLog;
  readonly commands: LoggedCommandStore;
  readonly heartbeats: HeartbeatTable;
}

/**
 * Opens the database of a state folder, verifies the log and folds it.
 * @throws {ServiceStartError} `owned` by another service, or `log` where it was tampered with or cannot be read
 */
export async function openDurableState(
  stateFolder: string,
  parts: { readonly metrics: ServiceMetrics; readonly logger: Logger },
  closers: Closers,
): Promise<DurableState> {
  const { metrics, logger } = parts;
  try {
    const database = openSqliteDatabase(path.join(stateFolder, eventsFileName));
    closers.add(() => database.close());
    const heartbeats = new SqliteHeartbeatTable(database, (error) =>
      logger.error({ err: error }, 'heartbeats not written'),
    );
    closers.add(() => heartbeats.flush());
    const log = new SqliteEventLog(database);
    const commands = await openCommandStore({
      log,
      onBatch: (events, seconds) => metrics.commit(events, seconds),
      onListenerError: (error) => logger.error({ err: error }, 'a follower of the log failed'),
    });
    closers.add(() => commands.close());
    return { log, commands, heartbeats };
  } catch (error) {
    throw await startErrorOf(error, stateFolder);
  }
}

async function startErrorOf(error: unknown, stateFolder: string): Promise<unknown> {
  if (!(error instanceof EventLogError)) return error;
  if (error.reason !== 'owned') return new ServiceStartError('log', error.message, { cause: error });
  const reading = await readServiceFile(stateFolder);
  const where =
    reading.state === 'present' ? ` at ${reading.file.address} (process ${reading.file.pid})` : '';
  return new ServiceStartError('owned', `A Swarm service already runs for this repository${where}.`, {
    cause: error,
  });
}
