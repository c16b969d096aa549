import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { SwarmEvent } from '../../protocol/events.ts';
import { canonicalJson } from './canonicalJson.ts';
import {
  type EventBatch,
  type EventLog,
  EventLogError,
  type IdempotencyRecord,
  rememberedKeys,
  tampered,
} from './eventLog.ts';
import { type ChainPosition, chainHash, chainStart, genesisHash } from './hashChain.ts';
import { rollBack, sqliteCode } from './sqliteDatabase.ts';

type Row = Record<string, SQLOutputValue>;

const busy = 5;
const constraint = 19;

/** Up to so many events it is faster to read all of them than to look up those of one subject. */
const shortTail = 20_000;
const selectTailOfSubject =
  'SELECT * FROM events WHERE +stream >= ?1 AND +stream < ?2 AND seq > ?3 ORDER BY seq';
/** Sorts positions, not events. */
const selectSubject =
  'SELECT * FROM events WHERE seq IN (SELECT seq FROM events WHERE stream >= ?1 AND stream < ?2 AND seq > ?3) ORDER BY seq';

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
    this.forgetOldKeys();
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

  *keys(): Iterable<IdempotencyRecord> {
    for (const row of this.#database.prepare('SELECT * FROM idempotency ORDER BY seq').iterate())
      yield {
        key: String(row['key']),
        stream: String(row['stream']),
        requestHash: String(row['request_hash']),
        seq: Number(row['seq']),
      };
  }

  *eventsOf(subject: string, after: number): Iterable<SwarmEvent> {
    // The names of a subject's streams lie between `subject/` and `subject0`: "0" follows "/".
    const range = [`${subject}/`, `${subject}0`] as const;
    const isShort = this.#lastSeq - after <= shortTail;
    const statement = this.#database.prepare(isShort ? selectTailOfSubject : selectSubject);
    for (const row of statement.iterate(...range, after)) yield eventOf(row);
  }

  hashAt(seq: number): string | undefined {
    if (seq === 0) return genesisHash;
    const row = this.#database.prepare('SELECT hash FROM events WHERE seq = ?').get(seq);
    return row && String(row['hash']);
  }

  async verify(from = chainStart, limit = Number.MAX_SAFE_INTEGER): Promise<ChainPosition> {
    try {
      return this.#verified(from, limit);
    } catch (cause) {
      if (sqliteCode(cause) === undefined) throw cause;
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new EventLogError('unreadable', `The event log cannot be read: ${why}.`, { cause });
    }
  }

  #verified(from: ChainPosition, limit: number): ChainPosition {
    let { seq, hash } = from;
    for (const row of this.#selectAll.iterate(seq, limit)) {
      seq += 1;
      if (Number(row['seq']) !== seq) throw tampered(`event ${seq} is missing from it`);
      hash = chainHash(hash, { ...fieldsOf(row), dataText: String(row['data']) });
      if (hash !== row['hash']) throw tampered(`event ${seq} does not follow from the one before`);
    }
    return { seq, hash };
  }

  forgetOldKeys(): void {
    this.#database
      .prepare(
        'DELETE FROM idempotency WHERE seq < (SELECT seq FROM idempotency ORDER BY seq DESC LIMIT 1 OFFSET ?)',
      )
      .run(rememberedKeys);
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

function appendError(cause: unknown): EventLogError {
  const code = sqliteCode(cause);
  if (code === constraint || code === busy) return conflict(cause);
  const why = cause instanceof Error ? cause.message : String(cause);
  return new EventLogError('unwritable', `The event log cannot be written: ${why}. Nothing was changed.`, {
    cause,
  });
}
