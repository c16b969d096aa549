import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { type LoggedCommandStore, openCommandStore } from '../events/commandStore.ts';
import { type EventLog, EventLogError } from '../events/eventLog.ts';
import { checkHead, HeadPin } from '../events/headPin.ts';
import type { HeartbeatTable } from '../events/heartbeatTable.ts';
import { openSqliteDatabase } from '../events/sqliteDatabase.ts';
import { SqliteEventLog } from '../events/sqliteEventLog.ts';
import { SqliteHeartbeatTable } from '../events/sqliteHeartbeatTable.ts';
import { SqliteSnapshotTable } from '../events/sqliteSnapshotTable.ts';
import type { ServiceMetrics } from '../http/metrics.ts';
import { packageVersion } from '../packageVersion.ts';
import type { Closers } from './closers.ts';
import { readServiceFile } from './serviceFile.ts';
import { ServiceStartError } from './serviceStartError.ts';
import { eventsFileName, headFileName } from './stateFolder.ts';

/** Everything that outlives the process. */
export interface DurableState {
  readonly log: EventLog;
  readonly commands: LoggedCommandStore;
  readonly heartbeats: HeartbeatTable;
}

export interface DurableStateParts {
  readonly metrics: ServiceMetrics;
  readonly logger: Logger;
  /** Told in a sentence when an old part of the log turns out to be changed from outside. */
  readonly onTampered: (message: string) => void;
}

/**
 * Opens the database of a state folder and checks the end of its log; the rest is checked while the service answers.
 * @throws {ServiceStartError} `owned` by another service, or `log` where it was tampered with or cannot be read
 */
export async function openDurableState(
  stateFolder: string,
  parts: DurableStateParts,
  closers: Closers,
): Promise<DurableState> {
  const { logger } = parts;
  const file = path.join(stateFolder, eventsFileName);
  const isNew = !existsSync(file);
  try {
    const database = openSqliteDatabase(file);
    closers.add(() => database.close());
    const heartbeats = new SqliteHeartbeatTable(database, (error) =>
      logger.error({ err: error }, 'heartbeats not written'),
    );
    closers.add(() => heartbeats.flush());
    const log = new SqliteEventLog(database);
    const pin = await openPin(path.join(stateFolder, headFileName), log, isNew, logger);
    closers.add(() => pin.close());
    const commands = await openCommandStore({ log, ...snapshotParts(database, parts), ...told(parts, pin) });
    closers.add(() => commands.close());
    return { log, commands, heartbeats };
  } catch (error) {
    throw await startErrorOf(error, stateFolder);
  }
}

/** Who moved the log away starts a new one: what was known of the old one's end says nothing about it. */
async function openPin(file: string, log: EventLog, isNew: boolean, logger: Logger): Promise<HeadPin> {
  if (isNew) await rm(file, { force: true });
  else await checkHead(file, log);
  return new HeadPin(file, log, (error) => logger.error({ err: error }, 'head of the log not remembered'));
}

function snapshotParts(database: DatabaseSync, { logger }: DurableStateParts) {
  const onUnusable = (subject: string, why: string) =>
    logger.warn({ subject, why }, 'kept states are not used; they are folded from the log');
  // In the package the name of this file holds a hash of the code: a build that folds otherwise is another program.
  const program = `${packageVersion()} ${path.basename(import.meta.filename)}`;
  return {
    snapshots: new SqliteSnapshotTable(database, { program, onUnusable }),
    onBackgroundError: (error: unknown) =>
      logger.error({ err: error }, 'states not kept, or the old part of the log not checked'),
  };
}

function told({ metrics, logger, onTampered }: DurableStateParts, pin: HeadPin) {
  return {
    onBatch: (events: number, seconds: number) => {
      metrics.commit(events, seconds);
      pin.moved();
    },
    onListenerError: (error: unknown) => logger.error({ err: error }, 'a follower of the log failed'),
    onTampered: (error: EventLogError) => {
      logger.error({ err: error }, 'the log was changed from outside; nothing is decided any more');
      onTampered(error.message);
    },
  };
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
