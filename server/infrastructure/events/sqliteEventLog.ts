import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { SwarmEvent } from '../../protocol/events.ts';
import { canonicalJson } from './canonicalJson.ts';
import {
  type EventBatch,
  type EventLog,
  EventLogError,
  type IdempotencyRecord,
  rememberedKeys,
} from './eventLog.ts';
import { chainHash, genesisHash } from './hashChain.ts';
import { rollBack, sqliteCode } from './sqliteDatabase.ts';

type Row = Record<string, SQLOutputValue>;

const busy = 5;
const constraint = 19;

/** The event log in SQLite; every append is one transaction with one sync to disk. */
export class SqliteEventLog implements EventLog {
  readonly #database: DatabaseSync;
  readonly #insertEvent: StatementSync;
  readonly #insertKey: StatementSync;
  readonly #selectAll: StatementSync;
  readonly #selectStream: StatementSync;
  #lastSeq = 0;
  #lastHash = genesisHash;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insertEvent = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#insertKey = database.prepare('INSERT INTO idempotency VALUES (?, ?, ?, ?)');
    this.#selectAll = database.prepare('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?');
    this.#selectStream = database.prepare(
      'SELECT * FROM events WHERE seq > ? AND stream = ? ORDER BY version LIMIT ?',
    );
    const last = database.prepare('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1').get();
    if (last) this.#moveTo(Number(last['seq']), String(last['hash']));
    this.#forgetOldKeys();
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get lastHash(): string {
    return this.#lastHash;
  }

  async append(batch: EventBatch): Promise<void> {
    const last = batch.events.at(-1);
    if (!last) return;
    if (batch.events[0]?.seq !== this.#lastSeq + 1) throw conflict();
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const event of batch.events) this.#insert(event);
      for (const { key, stream, requestHash, seq } of batch.keys)
        this.#insertKey.run(seq, key, stream, requestHash);
      this.#database.exec('COMMIT');
    } catch (cause) {
      rollBack(this.#database);
      throw appendError(cause);
    }
    this.#moveTo(last.seq, last.hash);
  }

  async read(after: number, limit: number, stream?: string): Promise<readonly SwarmEvent[]> {
    const rows =
      stream === undefined ? this.#selectAll.all(after, limit) : this.#selectStream.all(after, stream, limit);
    return rows.map(eventOf);
  }

  async keys(): Promise<readonly IdempotencyRecord[]> {
    return this.#database
      .prepare('SELECT * FROM idempotency ORDER BY seq')
      .all()
      .map((row) => ({
        key: String(row['key']),
        stream: String(row['stream']),
        requestHash: String(row['request_hash']),
        seq: Number(row['seq']),
      }));
  }

  async verify(): Promise<void> {
    let seq = 0;
    let hash = genesisHash;
    for (const row of this.#database.prepare('SELECT * FROM events ORDER BY seq').iterate()) {
      seq += 1;
      if (Number(row['seq']) !== seq) throw tampered(`event ${seq} is missing from it`);
      hash = chainHash(hash, { ...fieldsOf(row), dataText: String(row['data']) });
      if (hash !== row['hash']) throw tampered(`event ${seq} does not follow from the one before`);
    }
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  #insert(event: SwarmEvent): void {
    const { seq, stream, version, type, data, actor, time, hash } = event;
    this.#insertEvent.run(seq, stream, version, type, canonicalJson(data), actor, time, hash);
  }

  #moveTo(seq: number, hash: string): void {
    this.#lastSeq = seq;
    this.#lastHash = hash;
  }

  #forgetOldKeys(): void {
    this.#database
      .prepare(
        'DELETE FROM idempotency WHERE seq < (SELECT seq FROM idempotency ORDER BY seq DESC LIMIT 1 OFFSET ?)',
      )
      .run(rememberedKeys);
  }
}

function fieldsOf(row: Row) {
  return {
    seq: Number(row['seq']),
    stream: String(row['stream']),
    version: Number(row['version']),
    type: String(row['type']),
    actor: String(row['actor']),
    time: String(row['time']),
  };
}

function eventOf(row: Row): SwarmEvent {
  return {
    ...fieldsOf(row),
    data: JSON.parse(String(row['data'])) as Record<string, unknown>,
    hash: String(row['hash']),
  };
}

function conflict(cause?: unknown): EventLogError {
  return new EventLogError('conflict', 'Someone else changed the same thing first. Look again and repeat.', {
    cause,
  });
}

function tampered(what: string): EventLogError {
  return new EventLogError(
    'tampered',
    `The event log was changed from outside: ${what}. Restore it from a backup, or move the file away to start a new one.`,
  );
}

function appendError(cause: unknown): EventLogError {
  const code = sqliteCode(cause);
  if (code === constraint || code === busy) return conflict(cause);
  const why = cause instanceof Error ? cause.message : String(cause);
  return new EventLogError('unwritable', `The event log cannot be written: ${why}. Nothing was changed.`, {
    cause,
  });
}
