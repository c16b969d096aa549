import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type CommandStoreParts,
  type LoggedCommandStore,
  openCommandStore,
} from '../../../server/infrastructure/events/commandStore.ts';
import { openSqliteDatabase } from '../../../server/infrastructure/events/sqliteDatabase.ts';
import { SqliteEventLog } from '../../../server/infrastructure/events/sqliteEventLog.ts';
import { SqliteSnapshotTable } from '../../../server/infrastructure/events/sqliteSnapshotTable.ts';

/** Tests that no power failure can reach need not wait for the disk. */
function openWithoutSync(file: string): DatabaseSync {
  const database = openSqliteDatabase(file);
  database.exec('PRAGMA synchronous = OFF');
  return database;
}

/** A database file in a folder of its own, opened, closed and reopened at will; gone when disposed of. */
export class TemporaryLog {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'swarm-log-'));
  readonly file = path.join(this.folder, 'events.db');
  database = openWithoutSync(this.file);
  log = new SqliteEventLog(this.database);

  store(): Promise<LoggedCommandStore> {
    return openCommandStore({ log: this.log });
  }

  /** A store that keeps states with every event, as `program` folds them. */
  keepingStore(
    parts: Partial<CommandStoreParts> & { readonly unusable?: string[] } = {},
    program = '1',
  ): Promise<LoggedCommandStore> {
    const onUnusable = (subject: string, why: string) => parts.unusable?.push(`${subject}: ${why}`);
    const snapshots = new SqliteSnapshotTable(this.database, { program, onUnusable });
    return openCommandStore({ log: this.log, snapshots, snapshotEvery: 1, ...parts });
  }

  /** Changes the closed file as somebody else would, and opens it again. */
  async tamper(sql: string): Promise<void> {
    await this.log.close();
    const database = new DatabaseSync(this.file);
    database.exec('DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_deleted;');
    database.exec(sql);
    database.close();
    await this.reopen();
  }

  async reopen(): Promise<void> {
    await this.log.close();
    this.database = openWithoutSync(this.file);
    this.log = new SqliteEventLog(this.database);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.log.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
