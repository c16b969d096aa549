import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import type { LoggedCommandStore } from '../../server/infrastructure/events/commandStore.ts';
import { SqliteHeartbeatTable } from '../../server/infrastructure/events/sqliteHeartbeatTable.ts';
import type { CommandMeta } from '../../server/infrastructure/events/subject.ts';
import { openRepository } from '../../server/infrastructure/git/repository.ts';
import type { Handled } from '../../server/infrastructure/http/handlers.ts';
import { MemoryRowStore } from '../../server/infrastructure/rows/memoryRowStore.ts';
import {
  type SubjectHandlers,
  type SubjectParts,
  type Subjects,
  startSubjects,
} from '../../server/infrastructure/service/subjects.ts';
import type { RouteReply } from '../../server/protocol/routes/routes.ts';
import type { RowTypes } from '../../server/protocol/rows.ts';
import { bundledProgram } from './bundled/bundledProgram.ts';
import { TemporaryLog } from './events/temporaryLog.ts';

type Request<Name extends keyof SubjectHandlers> = Partial<Omit<Handled<Name>, 'meta'>>;

/** The real subjects of a repository on a real log, without HTTP. */
export class SubjectGround {
  readonly temporary = new TemporaryLog();
  readonly repository: string;
  rows = new MemoryRowStore();
  #commands: LoggedCommandStore | undefined;
  #heartbeats: SqliteHeartbeatTable | undefined;
  #subjects: Subjects | undefined;

  readonly #options: Partial<SubjectParts>;

  private constructor(repository: string, options: Partial<SubjectParts>) {
    this.repository = repository;
    this.#options = options;
  }

  static async start(repository: string, options: Partial<SubjectParts> = {}): Promise<SubjectGround> {
    const ground = new SubjectGround(repository, options);
    await ground.#start();
    return ground;
  }

  get subjects(): Subjects {
    if (!this.#subjects) throw new Error('not started');
    return this.#subjects;
  }

  get commands(): LoggedCommandStore {
    if (!this.#commands) throw new Error('not started');
    return this.#commands;
  }

  /** Types of the events of a stream, oldest first. */
  async eventTypes(stream: string): Promise<string[]> {
    return (await this.temporary.log.read(0, 1000))
      .filter((event) => event.stream === stream)
      .map(({ type }) => type);
  }

  async call<Name extends keyof SubjectHandlers>(
    name: Name,
    request: Request<Name> = {},
    meta: CommandMeta = { actor: 'ada' },
  ): Promise<RouteReply<Name>> {
    const handler = this.subjects.handlers[name];
    const whole = { params: {}, query: {}, body: undefined, ...request, meta };
    return (await handler(whole as never)) as RouteReply<Name>;
  }

  /** Waits until a row is as wanted, and gives it. */
  async row<Name extends keyof RowTypes>(
    resource: Name,
    id: string,
    wanted: (row: RowTypes[Name] | undefined) => boolean,
  ): Promise<RowTypes[Name] | undefined> {
    const changed = Promise.withResolvers<void>();
    const end = this.rows.onChanged(() => {
      if (wanted(this.rows.get(resource, id))) changed.resolve();
    });
    if (!wanted(this.rows.get(resource, id))) await changed.promise;
    end();
    return this.rows.get(resource, id);
  }

  /** Waits until the swarm.json in force makes this true. */
  async untilInForce(isSo: () => Promise<boolean>): Promise<void> {
    for (;;) {
      const changed = Promise.withResolvers<void>();
      const end = this.subjects.onFactsChanged(() => changed.resolve());
      try {
        if (await isSo()) return;
        await changed.promise;
      } finally {
        end();
      }
    }
  }

  /** The branches, once every one of them is compared with the base. */
  async comparedBranches(): Promise<readonly RowTypes['branches'][]> {
    const computing = ({ conflict }: RowTypes['branches']) =>
      conflict.state === 'unknown' && conflict.why === 'computing';
    for (const { name } of this.rows.list('branches'))
      await this.row('branches', name, (row) => row === undefined || !computing(row));
    return this.rows.list('branches');
  }

  /** Writes a file of the repository as editors and agents do: beside it, then in its place. */
  async write(file: string, content: unknown): Promise<void> {
    const target = path.join(this.repository, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(
      `${target}.new`,
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
    await rename(`${target}.new`, target);
  }

  /** Ends the subjects and starts others on the same log, as a restart of the service does. */
  async restart(): Promise<void> {
    await this.#stop();
    await this.temporary.reopen();
    this.rows = new MemoryRowStore();
    await this.#start();
  }

  async close(): Promise<void> {
    await this.#stop();
    await this.temporary[Symbol.asyncDispose]();
  }

  async #start(): Promise<void> {
    this.#commands = await this.temporary.store();
    this.#heartbeats = new SqliteHeartbeatTable(this.temporary.database, () => {});
    this.#subjects = await startSubjects({
      repository: await openRepository(this.repository),
      commands: this.#commands,
      events: this.temporary.log,
      rows: this.rows,
      heartbeats: this.#heartbeats,
      log: pino({ level: 'warn' }),
      stateFolder: path.join(this.temporary.folder, 'state'),
      healthCheckMilliseconds: 60,
      processCheckMilliseconds: 20,
      routerProgram: bundledProgram('routerProgram'),
      ...this.#options,
    });
    await this.#subjects.read;
  }

  async #stop(): Promise<void> {
    await this.#subjects?.close();
    await this.#commands?.close();
    this.#heartbeats?.flush();
  }
}
