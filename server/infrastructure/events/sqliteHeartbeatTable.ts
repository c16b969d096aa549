import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { HeartbeatRecord, HeartbeatTable } from './heartbeatTable.ts';
import { rollBack } from './sqliteDatabase.ts';

const writeDelayMilliseconds = 1000;
const keptPerAgent = 1000;
const keptDays = 7;

/** Heartbeats in SQLite: the newest of each agent once a second, at most 1,000 per agent and 7 days back. */
export class SqliteHeartbeatTable implements HeartbeatTable {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #trim: StatementSync;
  readonly #latest = new Map<string, HeartbeatRecord>();
  readonly #unwritten = new Set<string>();
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: DatabaseSync, onError: (error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
    this.#insert = database.prepare('INSERT OR REPLACE INTO heartbeats VALUES (?, ?, ?)');
    this.#trim = database.prepare(
      'DELETE FROM heartbeats WHERE agent = ? AND time <= (SELECT time FROM heartbeats WHERE agent = ? ORDER BY time DESC LIMIT 1 OFFSET ?)',
    );
    const oldest = new Date(Date.now() - keptDays * 86_400_000).toISOString();
    database.prepare('DELETE FROM heartbeats WHERE time < ?').run(oldest);
    this.#load();
  }

  record(agent: string, time: string, data: Record<string, unknown>): void {
    const present = this.#latest.get(agent);
    if (present && present.time > time) return;
    this.#latest.set(agent, { time, data });
    this.#unwritten.add(agent);
    this.#timer ??= setTimeout(() => this.flush(), writeDelayMilliseconds).unref();
  }

  latest(): ReadonlyMap<string, HeartbeatRecord> {
    return this.#latest;
  }

  /** Writes what waits; called once more before the database closes. Never throws: a lost measurement stops nothing. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const agents = [...this.#unwritten];
    this.#unwritten.clear();
    if (agents.length === 0) return;
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const agent of agents) this.#write(agent);
      this.#database.exec('COMMIT');
    } catch (error) {
      rollBack(this.#database);
      this.#onError(error);
    }
  }

  #write(agent: string): void {
    const record = this.#latest.get(agent);
    if (!record) return;
    this.#insert.run(agent, record.time, JSON.stringify(record.data));
    this.#trim.run(agent, agent, keptPerAgent);
  }

  #load(): void {
    const rows = this.#database.prepare(
      'SELECT agent, max(time) AS time, data FROM heartbeats GROUP BY agent',
    );
    for (const row of rows.iterate()) {
      const data = JSON.parse(String(row['data'])) as Record<string, unknown>;
      this.#latest.set(String(row['agent']), { time: String(row['time']), data });
    }
  }
}
