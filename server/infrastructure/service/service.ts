import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { CommandStore } from '../events/subject.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import { AccessRecord } from '../http/access/accessRecord.ts';
import { callerRoutes } from '../http/access/callerRoutes.ts';
import { type ApiServerParts, createApiServer } from '../http/apiServer.ts';
import { EventStream } from '../http/eventStream.ts';
import { ServiceMetrics } from '../http/metrics.ts';
import { PersonalTokens } from '../http/tokens/personalTokens.ts';
import { tokenRoutes } from '../http/tokens/tokenRoutes.ts';
import { packageVersion } from '../packageVersion.ts';
import { Refusal } from '../refusal.ts';
import { MemoryRowStore } from '../rows/memoryRowStore.ts';
import { readySnapshot } from '../rows/readySnapshot.ts';
import { Closers } from './closers.ts';
import { recordCrashes } from './crashRecord.ts';
import { type DurableState, openDurableState } from './durableState.ts';
import { IdleWatch } from './idleWatch.ts';
import { listenOnLoopback } from './listen.ts';
import { ownerName } from './ownerName.ts';
import { removeServiceFile, writeServiceFile } from './serviceFile.ts';
import { openServiceLog, type ServiceLog } from './serviceLog.ts';
import { ServiceRow } from './serviceRow.ts';
import { ServiceStartError } from './serviceStartError.ts';
import { eventsFileName, prepareStateFolder, unwritableStateFolder } from './stateFolder.ts';
import { type LostFolder, watchStateFolder } from './stateFolderWatch.ts';
import type { SubjectParts, Subjects } from './subjects.ts';

export interface ServiceOptions {
  /** A folder inside the repository. */
  readonly repository: string;
  /** Port on 127.0.0.1; any free one by default. */
  readonly port?: number | undefined;
  /** Stops that long after the last editor window has gone; never by default. */
  readonly untilIdleSeconds?: number | undefined;
  readonly startSubjects: (parts: SubjectParts) => Promise<Subjects>;
}

export interface RunningService {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  readonly token: string;
  readonly stateFolder: string;
  /** Resolves when the service has stopped, whoever asked for it: with what became of its repository where that is why. */
  readonly stopped: Promise<LostFolder | undefined>;
  stop(): Promise<void>;
}

/**
 * Starts the service of a repository; it answers when this resolves.
 * @throws {ServiceStartError} with a sentence; nothing is left open then
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const repository = await findRepository(options.repository);
  const stateFolder = await prepareStateFolder(repository.commonFolder);
  const token = randomBytes(32).toString('base64url');
  const log = openLog(stateFolder, token);
  const closers = new Closers((error) => log.logger.error({ err: error }, 'closing failed'));
  closers.add(() => log.close());
  closers.add(recordCrashes(log));
  try {
    const service = await new Composition(options, { repository, stateFolder, token, log, closers }).start();
    log.logger.info(
      { address: service.address, pid: process.pid, version: packageVersion() },
      'service started',
    );
    return service;
  } catch (error) {
    log.logger.error({ err: error }, 'service not started');
    await closers.close();
    throw unwritableStateFolder(stateFolder, error) ?? error;
  }
}

function openLog(stateFolder: string, token: string): ServiceLog {
  try {
    return openServiceLog(stateFolder, token);
  } catch (error) {
    throw unwritableStateFolder(stateFolder, error) ?? error;
  }
}

async function findRepository(folder: string): Promise<Repository> {
  try {
    return await openRepository(folder);
  } catch (error) {
    if (error instanceof Refusal)
      throw new ServiceStartError('not-a-repository', error.message, { cause: error });
    throw error;
  }
}

interface Ground {
  readonly repository: Repository;
  readonly stateFolder: string;
  readonly token: string;
  readonly log: ServiceLog;
  readonly closers: Closers;
}

/** The composition root: builds the parts in order and hands each to the next. */
class Composition {
  readonly #options: ServiceOptions;
  readonly #ground: Ground;
  readonly #metrics = new ServiceMetrics();
  readonly #rows: MemoryRowStore;
  readonly #stopped = Promise.withResolvers<LostFolder | undefined>();
  readonly #answering = Promise.withResolvers<void>();
  #stopping = false;

  constructor(options: ServiceOptions, ground: Ground) {
    this.#options = options;
    this.#ground = ground;
    this.#rows = new MemoryRowStore((error) =>
      ground.log.logger.error({ err: error }, 'a follower of the rows failed'),
    );
  }

  async start(): Promise<RunningService> {
    const { stateFolder, token, log, closers } = this.#ground;
    const state = await openDurableState(
      stateFolder,
      {
        metrics: this.#metrics,
        logger: log.logger,
        onTampered: (message) => this.#showTampered(message),
      },
      closers,
    );
    const subjects = await this.#startSubjects(state);
    const stream = this.#startStream(state, subjects);
    // Building the server takes a while in which git is at work.
    const server = this.#createServer(state, subjects, stream);
    closers.add(() => server.close());
    // Streams never end by themselves, so they are ended before the server waits for its connections.
    closers.add(() => stream.close());
    await subjects.read;
    const address = await listenOnLoopback(server, this.#options.port ?? 0);
    closers.add(() => removeServiceFile(stateFolder, token));
    await writeServiceFile(stateFolder, { address, token, pid: process.pid, version: packageVersion() });
    closers.add(await watchStateFolder(stateFolder, (how) => void this.#leave(how, subjects)));
    // Who started it asks for its lists first.
    setTimeout(() => this.#answering.resolve(), 50).unref();
    return { address, token, stateFolder, stopped: this.#stopped.promise, stop: () => this.#stop() };
  }

  #showTampered(message: string): void {
    const id = `service/${eventsFileName}`;
    this.#rows.set('attention', id, { id, resource: 'service', row: 'service', message });
  }

  async #startSubjects(state: DurableState): Promise<Subjects> {
    const { repository, stateFolder, log, closers } = this.#ground;
    const subjects = await this.#options.startSubjects({
      repository,
      commands: state.commands,
      events: state.log,
      rows: this.#rows,
      heartbeats: state.heartbeats,
      metrics: this.#metrics,
      log: log.logger,
      stateFolder,
      answering: this.#answering.promise,
    });
    closers.add(() => subjects.close());
    closers.add(() => this.#answering.resolve());
    return subjects;
  }

  /** The event stream, and what depends on who follows it: the service's row and its end when nobody does. */
  #startStream({ log, commands }: DurableState, subjects: Subjects): EventStream {
    const row = new ServiceRow(this.#rows, {
      version: packageVersion(),
      pid: process.pid,
      repository: this.#ground.repository.workTree,
      windows: 0,
      ...subjects.facts(),
    });
    this.#ground.closers.add(subjects.onFactsChanged((facts) => row.update(facts)));
    const stream = new EventStream({
      log,
      commands,
      rows: this.#rows,
      onClients: (clients, windows) => {
        this.#metrics.streamClients(clients);
        row.update({ windows });
        if (!this.#stopping) idle?.changed();
      },
    });
    const idle = this.#watchIdle(stream, subjects);
    return stream;
  }

  #watchIdle(stream: EventStream, subjects: Subjects): IdleWatch | undefined {
    const seconds = this.#options.untilIdleSeconds;
    if (seconds === undefined) return undefined;
    const idle = new IdleWatch({
      seconds,
      windows: () => stream.windows,
      running: () => subjects.running(),
      stop: () => void this.#stop(),
    });
    this.#ground.closers.add(() => idle.end());
    return idle;
  }

  #createServer({ log, commands }: DurableState, subjects: Subjects, stream: EventStream): FastifyInstance {
    const tokens = new PersonalTokens(commands);
    return createApiServer({
      token: this.#ground.token,
      ...this.#watchAccess(tokens, commands),
      stream,
      metrics: this.#metrics,
      log: this.#ground.log.logger,
      requestLog: this.#ground.log.requests,
      rows: this.#rows,
      onRowsChanged: (listener) => this.#rows.onChanged(({ resource }) => listener(resource)),
      snapshot: readySnapshot(this.#rows, () => log.lastSeq),
      lastSeq: () => log.lastSeq,
      owner: ownerName(),
      version: packageVersion(),
      stopping: () => this.#stopping,
      handlers: {
        ...subjects.handlers,
        ...tokenRoutes(tokens),
        ...callerRoutes,
        history: async ({ query }) => [...(await log.read(query.after, query.limit, query.stream))],
        shutdown: () => {
          // After this turn the answer is on its way.
          setImmediate(() => void this.#stop());
          return { stopping: true };
        },
      },
    });
  }

  /** Who calls with a personal token, and the record of what was denied. */
  #watchAccess(
    tokens: PersonalTokens,
    commands: CommandStore,
  ): Pick<ApiServerParts, 'callerOf' | 'onPersonEnded' | 'onRefused'> {
    const access = new AccessRecord(commands);
    this.#ground.closers.add(() => access.close());
    return {
      callerOf: (token) => tokens.callerOf(token),
      onPersonEnded: (listener) => tokens.onEnded(listener),
      onRefused: (who, denial) => access.refused(who, denial),
    };
  }

  /** What runs in slots is found again by the service of a repository that was moved; of one that was deleted by nobody. */
  async #leave(how: LostFolder, subjects: Subjects): Promise<void> {
    const { logger } = this.#ground.log;
    logger.error({ repository: this.#ground.repository.workTree }, `the repository was ${how}`);
    this.#stopping = true;
    if (how === 'deleted')
      await subjects
        .endPrograms()
        .catch((error: unknown) => logger.error({ err: error }, 'programs cannot be ended'));
    await this.#stop(how);
  }

  async #stop(how?: LostFolder): Promise<void> {
    this.#stopping = true;
    await this.#ground.closers.close();
    this.#stopped.resolve(how);
  }
}
