import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import {
  type LoggedCommandStore,
  openCommandStore,
} from '../../../server/infrastructure/events/commandStore.ts';
import { openSqliteDatabase } from '../../../server/infrastructure/events/sqliteDatabase.ts';
import { SqliteEventLog } from '../../../server/infrastructure/events/sqliteEventLog.ts';

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
