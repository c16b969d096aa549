import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { EventLogError } from './eventLog.ts';

/** Raised with every change of the schema; a service refuses a database of a later one. */
const schemaVersion = 2;

const schema = `
CREATE TABLE events (
  seq INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL,
  data TEXT NOT NULL, actor TEXT NOT NULL, time TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (stream, version)
) STRICT;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TABLE idempotency (
  seq INTEGER PRIMARY KEY, key TEXT NOT NULL, stream TEXT NOT NULL, request_hash TEXT NOT NULL
) STRICT;
CREATE TABLE heartbeats (
  agent TEXT NOT NULL, time TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (agent, time)
) STRICT, WITHOUT ROWID;`;

/** Since version 2: states kept so that a start need not fold the whole log, and how far it is known to be right. */
const snapshotSchema = `
CREATE TABLE snapshots (
  subject TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, state BLOB NOT NULL, checksum TEXT NOT NULL,
  PRIMARY KEY (subject, id)
) STRICT;
CREATE TABLE snapshot_positions (
  subject TEXT PRIMARY KEY, fold TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL,
  streams INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE verified (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;`;

/**
 * Opens the service's database and owns it: the lock is the kernel's, so it ends with the process, however that ends.
 * @throws {EventLogError} `owned` by another process, `newer-schema`, or `unreadable`
 */
export function openSqliteDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    // SQLite gives its side files the mode of the database: created here, all of them are the user's alone.
    closeSync(openSync(file, 'a', 0o600));
    database = new DatabaseSync(file, { timeout: 0 });
    // In this order: exclusive locking chosen before the first access to a WAL keeps its index out of shared memory.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    database.exec(
      'PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 1000;',
    );
    prepareSchema(database, file);
    return database;
  } catch (cause) {
    database?.close();
    throw cause instanceof EventLogError ? cause : openingError(file, cause);
  }
}

function prepareSchema(database: DatabaseSync, file: string): void {
  database.exec('BEGIN IMMEDIATE');
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (found > schemaVersion)
    throw new EventLogError(
      'newer-schema',
      `${file} was written by a newer version of Swarm (schema ${found}, this version knows ${schemaVersion}). Update Swarm to use it.`,
    );
  if (found < 1) database.exec(schema);
  if (found < 2) database.exec(snapshotSchema);
  database.exec(`PRAGMA user_version = ${schemaVersion}`);
  database.exec('COMMIT');
}

function openingError(file: string, cause: unknown): EventLogError {
  const code = sqliteCode(cause);
  if (code === 5 || code === 6)
    return new EventLogError('owned', `Another Swarm service already owns ${file}.`, { cause });
  const why = cause instanceof Error ? cause.message : String(cause);
  return new EventLogError('unreadable', `The event log ${file} cannot be opened: ${why}.`, { cause });
}

/**
 * Writes what may be lost with the power, all of it or nothing, without waiting for the disk.
 * @throws what `write` throws, or SQLite; nothing is written then
 */
export function writeBehind(database: DatabaseSync, write: () => void): void {
  const waits = Number(database.prepare('PRAGMA synchronous').get()?.['synchronous'] ?? 2);
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    database.exec('BEGIN IMMEDIATE');
    write();
    database.exec('COMMIT');
  } catch (error) {
    rollBack(database);
    throw error;
  } finally {
    database.exec(`PRAGMA synchronous = ${waits}`);
  }
}

/** Ends a transaction that failed. SQLite has ended it itself after some errors: then there is nothing to roll back. */
export function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {}
}

/** SQLite's primary result code of an error, undefined where it is not SQLite's. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}
