import type { SwarmEvent } from '../../protocol/events.ts';
import type { EventLog, IdempotencyRecord } from './eventLog.ts';
import type { AnySubject } from './fold.ts';
import type { Versioned } from './subject.ts';

/** A decision on its way to disk. */
export interface PendingCommand {
  readonly subject: AnySubject;
  readonly id: string;
  readonly stream: string;
  readonly events: readonly SwarmEvent[];
  /** State once it is durable. */
  readonly after: Versioned<unknown>;
  readonly key: IdempotencyRecord | undefined;
  readonly done: PromiseWithResolvers<void>;
}

export interface GroupCommitHooks {
  /** The commands are durable; called before their callers hear of it. */
  committed(commands: readonly PendingCommand[]): void;
  /** Nothing that was waiting will become durable; called before their callers hear of it. */
  discarded(): void;
  /** Number of events of a commit and how long it took. */
  measured(events: number, seconds: number): void;
}

/** One append for everything that one turn of the event loop asks for; the next one waits until it is done. */
export class GroupCommit {
  readonly #log: EventLog;
  readonly #hooks: GroupCommitHooks;
  #queue: PendingCommand[] = [];
  #head: { readonly seq: number; readonly hash: string };
  #running: Promise<void> | undefined;
  #scheduled = false;

  constructor(log: EventLog, hooks: GroupCommitHooks) {
    this.#log = log;
    this.#hooks = hooks;
    this.#head = { seq: log.lastSeq, hash: log.lastHash };
  }

  /** Position and hash that the next event follows: those of the last one asked for, durable or not. */
  get head(): { readonly seq: number; readonly hash: string } {
    return this.#head;
  }

  add(command: PendingCommand): void {
    this.#queue.push(command);
    const last = command.events.at(-1);
    if (last) this.#head = { seq: last.seq, hash: last.hash };
    this.#schedule();
  }

  /** Resolves once nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#running !== undefined || this.#queue.length > 0) {
      await this.#running;
      this.#start();
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#running !== undefined) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  #start(): void {
    if (this.#running !== undefined || this.#queue.length === 0) return;
    this.#running = this.#commit(this.#queue.splice(0)).finally(() => {
      this.#running = undefined;
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  async #commit(commands: readonly PendingCommand[]): Promise<void> {
    const events = commands.flatMap((command) => command.events);
    const keys = commands.flatMap((command) => command.key ?? []);
    const start = performance.now();
    try {
      await this.#log.append({ events, keys });
    } catch (error) {
      this.#discard(commands, error);
      return;
    }
    this.#hooks.measured(events.length, (performance.now() - start) / 1000);
    this.#hooks.committed(commands);
    for (const command of commands) command.done.resolve();
  }

  /** What was decided on top of a batch that failed was decided on a state that never came to be: it fails with it. */
  #discard(commands: readonly PendingCommand[], error: unknown): void {
    const all = [...commands, ...this.#queue.splice(0)];
    this.#head = { seq: this.#log.lastSeq, hash: this.#log.lastHash };
    this.#hooks.discarded();
    for (const command of all) command.done.reject(error);
  }
}
