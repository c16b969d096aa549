// How long a credit takes until it is durable, beside bare inserts of the same bytes into the same kind of database, each
// with a sync of its own. `points.ts [credits]`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { contractSubject } from '../../server/infrastructure/contracts/contractSubject.ts';
import { decideCreateContract, decideCredit } from '../../server/infrastructure/contracts/decideContract.ts';
import { openCommandStore } from '../../server/infrastructure/events/commandStore.ts';
import { openSqliteDatabase } from '../../server/infrastructure/events/sqliteDatabase.ts';
import { SqliteEventLog } from '../../server/infrastructure/events/sqliteEventLog.ts';
import type { CommandStore } from '../../server/infrastructure/events/subject.ts';
import { callApi } from '../../server/protocol/apiClient.ts';
import { startService } from './benchedService.ts';

const count = Number(process.argv[2] ?? 2000);
const atATime = 64;
const limitMilliseconds = 5;

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function print(title: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  const cells = [0.5, 0.99].map((part) => at(part).toFixed(2).padStart(9));
  console.log(`${title.padEnd(52)} ${cells.join(' ')} ${String(limitMilliseconds).padStart(9)}`);
}

async function bareInserts(folder: string): Promise<number[]> {
  const database = new DatabaseSync(path.join(folder, 'bare.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entries (text TEXT)');
  const insert = database.prepare('INSERT INTO entries VALUES (?)');
  const text = 'x'.repeat(400);
  const times: number[] = [];
  for (let n = 0; n < count; n++) times.push(await timed(() => insert.run(text)));
  database.close();
  return times;
}

function credit(commands: CommandStore, n: number): Promise<unknown> {
  const request = { agent: `Agent-${n % 100}`, points: 1, reason: 'measured' };
  return commands.execute(
    contractSubject,
    'C-1',
    (state) => (state.opened ? decideCredit(state, 'C-1', request, 'ada') : []),
    { actor: 'ada' },
  );
}

async function inProcess(folder: string): Promise<void> {
  const log = new SqliteEventLog(openSqliteDatabase(path.join(folder, 'events.db')));
  const commands = await openCommandStore({ log });
  const contract = { id: 'C-1', title: 'Measured', total: 1_000_000, parties: [] };
  const meta = { actor: 'ada' };
  await commands.execute(
    contractSubject,
    'C-1',
    (state) => decideCreateContract(state, contract, undefined),
    meta,
  );
  const alone: number[] = [];
  for (let n = 0; n < count; n++) alone.push(await timed(() => credit(commands, n)));
  print('credit in process, one after the other', alone);
  const together: number[] = [];
  for (let n = 0; n < count; n += atATime)
    together.push(
      ...(await Promise.all(Array.from({ length: atATime }, (_, k) => timed(() => credit(commands, n + k))))),
    );
  print(`credit in process, ${atATime} at a time`, together);
  await commands.close();
  await log.close();
}

async function overHttp(folder: string): Promise<void> {
  const { process: server, api } = await startService(path.join(folder, 'repository'));
  const body = { id: 'C-1', title: 'Measured', total: 1_000_000 };
  await callApi(api, 'createContract', { body });
  const times: number[] = [];
  for (let n = 0; n < count; n++)
    times.push(
      await timed(() =>
        callApi(api, 'creditPoints', {
          params: { contract: 'C-1' },
          body: { agent: `Agent-${n % 100}`, points: 1, reason: 'measured' },
        }),
      ),
    );
  print('POST credits over HTTP, one after the other', times);
  await server.stop();
}

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-'));
try {
  console.log(
    `${''.padEnd(52)} ${['p50 ms', 'p99 ms', 'limit ms'].map((title) => title.padStart(9)).join(' ')}`,
  );
  print('bare insert into SQLite with one sync each', await bareInserts(folder));
  await inProcess(folder);
  await overHttp(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
