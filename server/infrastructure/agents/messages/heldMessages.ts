import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import { concurrently } from '../../concurrency/concurrently.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import { FolderWatcher } from '../../files/folderWatcher.ts';
import { readBounded } from '../../files/readBounded.ts';
import { filesMatching, mayLeadTo, type RepositoryGlob, repositoryGlob } from '../../files/repositoryGlob.ts';
import type { HeldMessage } from './inboxFile.ts';
import { isInboxFile, readInbox } from './inboxFolder.ts';
import { readMessageQueue } from './messageQueueFile.ts';

export interface HeldMessagesParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly log: Logger;
  /** Given the messages of an inbox or a queue whenever they are other ones: `key` says of which. */
  onRead(key: string, messages: readonly HeldMessage[]): void;
}

const maximumQueueBytes = 5_000_000;
const inboxesAtATime = 16;

/** Reads and follows the messages that files hold: inboxes of agents, and queues. */
export class HeldMessages {
  readonly #parts: HeldMessagesParts;
  readonly #following = new CoalescedTask(() => this.#follow());
  readonly #reading = new CoalescedTask(() => this.#readChanged());
  readonly #unsubscribe: () => void;
  #watchers: FolderWatcher[] = [];
  #watched = '';
  #workspaces = '';
  #queues: readonly RepositoryGlob[] = [];
  #keys = new Set<string>();
  #changed = new Set<string>();
  #closed = false;

  constructor(parts: HeldMessagesParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.configuration.onChanged(() => this.#background(() => this.#following.run()));
  }

  /** Reads and follows; resolves with the first reading. */
  start(): Promise<void> {
    return this.#following.run();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    await this.#following.idle();
    for (const watcher of this.#watchers) watcher.close();
    await this.#reading.idle();
  }

  async #follow(): Promise<void> {
    const { workspaces, messageQueues } = this.#parts.configuration.current.agents;
    const wanted = JSON.stringify([workspaces, messageQueues]);
    if (wanted === this.#watched) return;
    for (const watcher of this.#watchers) watcher.close();
    for (const key of this.#keys) this.#tell(key, []);
    this.#workspaces = workspaces;
    this.#queues = messageQueues.flatMap((glob) => repositoryGlob(glob) ?? []);
    this.#watchers = await Promise.all([
      this.#watch(
        workspaces,
        leadsToInbox,
        (below) => leadsToInbox(below) || isInboxFile(below),
        workspaceOf,
      ),
      ...this.#queues.map((source) =>
        this.#watch(
          source.base,
          (below) => mayLeadTo(source, below),
          (below) => source.matches(path.posix.join(source.base, below)),
          () => queueKey,
        ),
      ),
    ]);
    this.#watched = wanted;
    await this.#readAll();
  }

  #watch(
    folder: string,
    descend: (below: string) => boolean,
    accept: (below: string) => boolean,
    keyOf: (below: string) => string,
  ): Promise<FolderWatcher> {
    return FolderWatcher.start({
      root: path.join(this.#parts.workTree, folder),
      descend,
      accept,
      onChanged: (paths) => {
        for (const below of paths) this.#changed.add(below === '' ? everything : keyOf(below));
        this.#background(() => this.#reading.run());
      },
      onError: (error) => this.#parts.log.warn({ err: error }, 'messages in files cannot be watched'),
    });
  }

  async #readChanged(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Set();
    if (changed.has(everything)) await this.#readAll();
    else for (const key of changed) await this.#readOne(key);
  }

  async #readAll(): Promise<void> {
    const folder = path.join(this.#parts.workTree, this.#workspaces);
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const keys = [...new Set([...names, ...this.#keys, queueKey])];
    await concurrently(keys, inboxesAtATime, (key) => this.#readOne(key));
  }

  async #readOne(key: string): Promise<void> {
    if (this.#closed) return;
    const { workTree } = this.#parts;
    const messages =
      key === queueKey ? await this.#readQueues() : await readInbox(workTree, this.#workspaces, key);
    this.#tell(key, messages);
  }

  async #readQueues(): Promise<HeldMessage[]> {
    const { workTree } = this.#parts;
    const messages: HeldMessage[] = [];
    for (const source of this.#queues)
      for (const file of await filesMatching(workTree, source)) {
        const found = await readBounded(path.join(workTree, file), maximumQueueBytes);
        if (found?.text !== undefined) messages.push(...readMessageQueue(file, found.text, found.modifiedAt));
      }
    return messages;
  }

  #tell(key: string, messages: readonly HeldMessage[]): void {
    if (messages.length === 0 && !this.#keys.has(key)) return;
    if (messages.length === 0) this.#keys.delete(key);
    else this.#keys.add(key);
    this.#parts.onRead(key, messages);
  }

  #background(work: () => Promise<void>): void {
    work().catch((error: unknown) => this.#parts.log.error({ err: error }, 'messages cannot be read'));
  }
}

/** Stands for all queues; no folder has this name. */
const queueKey = '/';
const everything = '';

function leadsToInbox(below: string): boolean {
  return !below.includes('/') || /^[^/]+\/inbox$/.test(below);
}

function workspaceOf(below: string): string {
  return below.split('/', 1)[0] ?? below;
}
