import { canonicalJson } from '../../../server/infrastructure/events/canonicalJson.ts';
import { chainHash } from '../../../server/infrastructure/events/hashChain.ts';
import { openSqliteDatabase } from '../../../server/infrastructure/events/sqliteDatabase.ts';
import { SqliteEventLog } from '../../../server/infrastructure/events/sqliteEventLog.ts';
import type { SwarmEvent } from '../../../server/protocol/events.ts';
import { SwarmLife } from './swarmLife.ts';

const batchSize = 2000;

/** Writes a log of so many events as a swarm makes them: chained, in the file that a service opens. */
export async function writeLongLog(file: string, count: number): Promise<void> {
  const database = openSqliteDatabase(file);
  // What a trial makes need not survive a power failure.
  database.exec('PRAGMA synchronous = OFF');
  const log = new SqliteEventLog(database);
  const life = new SwarmLife();
  let { lastSeq: seq, lastHash: hash } = log;
  while (seq < count) {
    const events: SwarmEvent[] = [];
    while (events.length < batchSize && seq < count) {
      seq += 1;
      const { data, ...fields } = life.next(seq);
      hash = chainHash(hash, { ...fields, seq, dataText: canonicalJson(data) });
      events.push({ ...fields, seq, data, hash });
    }
    const keys = events.filter(({ seq: own }) => own % 3 === 0);
    await log.append({
      events,
      keys: keys.map((event) => ({
        key: `key-${event.seq}`,
        requestHash: event.hash,
        stream: event.stream,
        seq: event.seq,
      })),
    });
  }
  await log.close();
}
