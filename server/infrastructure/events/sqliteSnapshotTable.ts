import { hash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import type { ChainPosition } from './hashChain.ts';
import type { KeptStates, KeptSubject, SnapshotTable, StateToKeep } from './snapshotTable.ts';
import { writeBehind } from './sqliteDatabase.ts';
import type { Versioned } from './subject.ts';

/** Larger states are not read back to see whether they come back as they were: that would hold up requests. */
const comparedBytes = 4096;

export interface SnapshotTableParts {
  /** Version of the program: another one may fold the same events to other states. */
  readonly program: string;
  /** Told of kept states that are not used, and why. */
  readonly onUnusable?: (subject: string, why: string) => void;
}

/** The snapshot table in the database of the log, so that both are always of the same moment. */
export class SqliteSnapshotTable implements SnapshotTable {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #parts: SnapshotTableParts;

  constructor(database: DatabaseSync, parts: SnapshotTableParts) {
    this.#database = database;
    this.#parts = parts;
    this.#insert = database.prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?)');
  }

  read(subject: KeptSubject): KeptStates | undefined {
    const { name } = subject;
    const kept = this.#database.prepare('SELECT * FROM snapshot_positions WHERE subject = ?').get(name);
    if (!kept) return undefined;
    try {
      if (kept['fold'] !== this.#fold(subject)) throw new Error(`version ${kept['fold']} made them`);
      const found = this.#database.prepare('SELECT hash FROM events WHERE seq = ?').get(kept['seq'] ?? 0);
      if (found?.['hash'] !== kept['hash']) throw new Error('they belong to another log');
      const states = this.#states(name);
      if (states.size < Number(kept['streams'])) throw new Error('some are missing');
      return { seq: Number(kept['seq']), states };
    } catch (error) {
      // States of two folds must never lie beside each other.
      this.drop(name, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  keep(states: readonly StateToKeep[]): void {
    writeBehind(this.#database, () => {
      for (const { subject, id, state } of states) {
        const bytes = bytesOf(state.state);
        if (bytes === undefined) throw new TypeError(`The state of ${subject}/${id} is not plain data`);
        this.#insert.run(subject, id, state.version, bytes, checksum(subject, id, state.version, bytes));
      }
    });
  }

  complete(subjects: readonly KeptSubject[], { seq, hash: at }: ChainPosition): void {
    const position = this.#database.prepare(
      'INSERT OR REPLACE INTO snapshot_positions VALUES (?1, ?2, ?3, ?4, (SELECT count(*) FROM snapshots WHERE subject = ?1))',
    );
    writeBehind(this.#database, () => {
      for (const subject of subjects) position.run(subject.name, this.#fold(subject), seq, at);
      this.#database.prepare('INSERT OR REPLACE INTO verified VALUES (1, ?, ?)').run(seq, at);
    });
  }

  verified(): ChainPosition | undefined {
    const row = this.#database.prepare('SELECT seq, hash FROM verified').get();
    return row && { seq: Number(row['seq']), hash: String(row['hash']) };
  }

  distrust(): void {
    this.#database.exec('DELETE FROM verified');
  }

  drop(subject: string, why: string): void {
    this.#parts.onUnusable?.(subject, why);
    writeBehind(this.#database, () => {
      this.#database.prepare('DELETE FROM snapshot_positions WHERE subject = ?').run(subject);
      this.#database.prepare('DELETE FROM snapshots WHERE subject = ?').run(subject);
    });
  }

  #fold({ schema = 1 }: KeptSubject): string {
    return `${this.#parts.program}/${schema}`;
  }

  #states(subject: string): Map<string, Versioned<unknown>> {
    const states = new Map<string, Versioned<unknown>>();
    const rows = this.#database.prepare('SELECT * FROM snapshots WHERE subject = ?');
    for (const row of rows.iterate(subject)) {
      const [id, version, bytes] = [String(row['id']), Number(row['version']), row['state']];
      if (!(bytes instanceof Uint8Array) || row['checksum'] !== checksum(subject, id, version, bytes))
        throw new Error(`that of ${id} is damaged`);
      states.set(id, { state: deserialize(bytes), version });
    }
    return states;
  }
}

/** Undefined where the state would not come back as it is: functions do not, and objects of a class become plain. */
function bytesOf(state: unknown): Buffer | undefined {
  try {
    const bytes = serialize(state);
    const isSame = bytes.length > comparedBytes || isDeepStrictEqual(deserialize(bytes), state);
    return isSame ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function checksum(subject: string, id: string, version: number, bytes: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${subject}\n${id}\n${version}\n`), bytes]));
}
