import type { Logger } from 'pino';
import type { Service } from '../protocol/snapshot.ts';
import type { HeartbeatTable } from './events/heartbeatTable.ts';
import type { CommandStore } from './events/subject.ts';
import type { Handlers } from './http/handlers.ts';
import type { RowStore } from './live/rowStore.ts';

/** What the subjects stand on. */
export interface SubjectParts {
  /** Absolute path of the work tree the service was started for. */
  readonly repository: string;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly heartbeats: HeartbeatTable;
  readonly log: Logger;
  /** Folder of the service's own files, e.g. `<git common dir>/swarm`. */
  readonly stateFolder: string;
}

/** The part of the `service` row that the subjects know. */
export type RepositoryFacts = Pick<Service, 'base' | 'configuration'>;

export type SubjectHandlers = Omit<Handlers, 'service' | 'snapshot' | 'history' | 'shutdown'>;

export interface Subjects {
  readonly handlers: SubjectHandlers;
  /** Resolves once everything was read for the first time; the rows fill up before. Never rejects. */
  readonly ready: Promise<void>;
  /** Whether a process runs in a slot: then the service stays when the last window closes. */
  running(): boolean;
  facts(): RepositoryFacts;
  /** Called when the facts are different. Returns the function that ends it. */
  onFactsChanged(listener: (facts: RepositoryFacts) => void): () => void;
  /** Ends watching and checking; what runs in slots goes on. */
  close(): Promise<void>;
}

/**
 * Builds the subjects and starts reading the repository; the rows fill up from then on.
 * @throws {Refusal} `git-failed` where there is no usable repository
 */
export function startSubjects(_parts: SubjectParts): Promise<Subjects> {
  return Promise.reject(new Error('not built yet'));
}
