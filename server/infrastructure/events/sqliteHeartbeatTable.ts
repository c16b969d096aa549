import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { HeartbeatRecord, HeartbeatTable } from './heartbeatTable.ts';
import { writeBehind } from './sqliteDatabase.ts';

const writeDelayMilliseconds = 1000;
const keptPerAgent = 100;
/** Rows that come on top before the oldest of an agent are dropped: looking for them costs more than writing one. */
const trimEvery = 50;
const keptDays = 7;
/** Agents of one transaction: a few milliseconds, in which no request is answered. */
const sliceSize = 500;
const sliceDelayMilliseconds = 10;

/** The newest of each agent: one step in the index for each, however many rows lie between. */
const selectLatest = `
WITH RECURSIVE agents (agent) AS (
  SELECT min(agent) FROM heartbeats
  UNION ALL SELECT (SELECT min(agent) FROM heartbeats WHERE agent > agents.agent) FROM agents WHERE agent IS NOT NULL
)
SELECT agent, time, data FROM heartbeats JOIN agents USING (agent)
WHERE time = (SELECT max(time) FROM heartbeats AS own WHERE own.agent = agents.agent)`;

/** Heartbeats in SQLite: the newest of each agent once a second, about the last hundred per agent and 7 days back. */
export class SqliteHeartbeatTable implements HeartbeatTable {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #trim: StatementSync;
  readonly #latest = new Map<string, HeartbeatRecord>();
  readonly #unwritten = new Set<string>();
  /** Rows that were written of an agent since its oldest were dropped. */
  readonly #untrimmed = new Map<string, number>();
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
    this.#writeIn(writeDelayMilliseconds);
  }

  latest(): ReadonlyMap<string, HeartbeatRecord> {
    return this.#latest;
  }

  /** Writes what waits; called once more before the database closes. Never throws: a lost measurement stops nothing. */
  flush(): void {
    while (this.#unwritten.size > 0) this.#flushSlice();
  }

  #writeIn(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      this.#flushSlice();
      if (this.#unwritten.size > 0) this.#writeIn(sliceDelayMilliseconds);
    }, milliseconds).unref();
  }

  #flushSlice(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const agents = [...this.#unwritten].slice(0, sliceSize);
    for (const agent of agents) this.#unwritten.delete(agent);
    try {
      writeBehind(this.#database, () => {
        for (const agent of agents) this.#write(agent);
      });
    } catch (error) {
      this.#onError(error);
    }
  }

  #write(agent: string): void {
    const record = this.#latest.get(agent);
    if (!record) return;
    this.#insert.run(agent, record.time, JSON.stringify(record.data));
    const untrimmed = (this.#untrimmed.get(agent) ?? 0) + 1;
    this.#untrimmed.set(agent, untrimmed % trimEvery);
    if (untrimmed === trimEvery) this.#trim.run(agent, agent, keptPerAgent);
  }

  #load(): void {
    for (const row of this.#database.prepare(selectLatest).iterate()) {
      const data = JSON.parse(String(row['data'])) as Record<string, unknown>;
      this.#latest.set(String(row['agent']), { time: String(row['time']), data });
    }
  }
}
