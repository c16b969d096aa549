import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import {
  type LoggedCommandStore,
  openCommandStore,
} from '../../../server/infrastructure/events/commandStore.ts';
import type { EventLog } from '../../../server/infrastructure/events/eventLog.ts';
import { openSqliteDatabase } from '../../../server/infrastructure/events/sqliteDatabase.ts';
import { SqliteEventLog } from '../../../server/infrastructure/events/sqliteEventLog.ts';
import { type ApiServerParts, createApiServer } from '../../../server/infrastructure/http/apiServer.ts';
import { EventStream, type EventStreamParts } from '../../../server/infrastructure/http/eventStream.ts';
import { ServiceMetrics } from '../../../server/infrastructure/http/metrics.ts';
import type { CalledHandlers } from '../../../server/infrastructure/http/operations.ts';
import { MemoryRowStore } from '../../../server/infrastructure/rows/memoryRowStore.ts';
import { readySnapshot } from '../../../server/infrastructure/rows/readySnapshot.ts';
import { listenOnLoopback } from '../../../server/infrastructure/service/listen.ts';
import { counterHandlers } from './counterHandlers.ts';

export interface TestApiOptions {
  readonly handlers?: Partial<CalledHandlers>;
  readonly server?: Partial<ApiServerParts>;
  readonly stream?: Partial<EventStreamParts>;
  /** Whether the event stream waits a turn for what it reads, as with a log on another machine. */
  readonly hasDistantLog?: boolean;
}

function distant(log: EventLog): Pick<EventLog, 'read' | 'lastSeq'> {
  return {
    get lastSeq() {
      return log.lastSeq;
    },
    async read(after, limit) {
      const events = await log.read(after, limit);
      await new Promise(setImmediate);
      return events;
    },
  };
}

/** The real API over a real log, with the counter as its only subject. */
export class TestApi {
  readonly token = 'canary-token-0123456789-0123456789-0123456789';
  readonly rows = new MemoryRowStore();
  readonly metrics = new ServiceMetrics();
  readonly logLines: string[] = [];
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'swarm-api-'));
  readonly #closers: (() => unknown)[] = [];
  address = '';
  isStopping = false;

  static async start(options: TestApiOptions = {}): Promise<TestApi> {
    const api = new TestApi();
    const database = openSqliteDatabase(path.join(api.#folder, 'events.db'));
    database.exec('PRAGMA synchronous = OFF');
    const log = new SqliteEventLog(database);
    const commands = await openCommandStore({ log });
    const stream = new EventStream({
      log: options.hasDistantLog ? distant(log) : log,
      commands,
      rows: api.rows,
      ...options.stream,
    });
    api.#commands = commands;
    api.#log = log;
    const server = createApiServer(api.#serverParts(stream, options));
    api.#closers.push(
      () => stream.close(),
      () => server.close(),
      () => commands.close(),
      () => log.close(),
    );
    api.address = await listenOnLoopback(server, 0);
    return api;
  }
  #commands: LoggedCommandStore | undefined;
  #log: EventLog | undefined;

  get commands(): LoggedCommandStore {
    if (!this.#commands) throw new Error('not started');
    return this.#commands;
  }

  get log(): EventLog {
    if (!this.#log) throw new Error('not started');
    return this.#log;
  }

  get port(): number {
    return Number(new URL(this.address).port);
  }

  get authorized(): { authorization: string } {
    return { authorization: `Bearer ${this.token}` };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const close of this.#closers) await close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #serverParts(stream: EventStream, options: TestApiOptions): ApiServerParts {
    const log = pino({ base: null }, { write: (line) => this.logLines.push(line) });
    return {
      token: this.token,
      stream,
      metrics: this.metrics,
      log,
      requestLog: log,
      rows: this.rows,
      onRowsChanged: (listener) => this.rows.onChanged(({ resource }) => listener(resource)),
      snapshot: readySnapshot(this.rows, () => this.log.lastSeq),
      lastSeq: () => this.log.lastSeq,
      owner: 'owner',
      version: '0.0.0',
      stopping: () => this.isStopping,
      handlers: {
        ...counterHandlers(this.commands),
        history: async ({ query }) => [...(await this.log.read(query.after, query.limit, query.stream))],
        shutdown: () => ({ stopping: true }),
        ...options.handlers,
      },
      ...options.server,
    };
  }
}
