import type { Changed } from '../../protocol/events.ts';
import type { Lease } from '../../protocol/leases.ts';
import type { Message } from '../../protocol/messages.ts';
import type { Task } from '../../protocol/tasks.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { HeldThings } from './heldThings.ts';

/** Whose messages are asked for: roles and teams get some as well. */
interface Reader {
  readonly id: string;
  readonly role: string | null;
  readonly team: string | null;
}

/** What other subjects say of an agent. */
export interface Ties {
  /** Leases it holds. */
  readonly leases: number;
  /** Messages it has to read. */
  readonly unread: number;
  /** Contract of the task it has. */
  readonly contract: string | null;
}

/** The messages of agents. */
export interface Mail {
  unreadOf(reader: Reader): number;
  /**
   * Tells of messages that are new, gone, or were read: then by whom. Returns the function that ends it.
   */
  onChanged(listener: (message: Message, reader?: string) => void): () => void;
}

interface TiesListener {
  /** Called with the agents for whom something is different. */
  onChanged(ids: readonly string[]): void;
  /** Called when that may be any of them. */
  onAllChanged(): void;
}

/** Keeps what the other subjects have to do with each agent: the leases it holds, the task it has, its messages. */
export class AgentTies {
  readonly #leases = new HeldThings<string>();
  /** The contracts of the tasks that each agent has. */
  readonly #contracts = new HeldThings<string>();
  readonly #ends: (() => void)[];
  readonly #tell: TiesListener;
  #mail: Mail | undefined;

  constructor(rows: RowStore, tell: TiesListener) {
    this.#tell = tell;
    for (const lease of rows.list('leases')) this.#takeLease(lease.id, lease);
    for (const task of rows.list('tasks')) this.#takeTask(task.id, task);
    this.#ends = [rows.onChanged((change) => this.#follow(change))];
  }

  /** Follows the messages too, from now on. What is unread already shows with the next row of an agent. */
  followMail(mail: Mail): void {
    this.#mail = mail;
    this.#ends.push(
      mail.onChanged(({ to }, reader) => {
        if (reader !== undefined) this.#tell.onChanged([reader]);
        else if ('agent' in to) this.#tell.onChanged([to.agent]);
        else this.#tell.onAllChanged();
      }),
    );
  }

  /** What they say of an agent. */
  of(reader: Reader): Ties {
    return {
      leases: this.#leases.of(reader.id).length,
      unread: this.#mail?.unreadOf(reader) ?? 0,
      // Of several, the one it took last.
      contract: this.#contracts.of(reader.id).at(-1) ?? null,
    };
  }

  close(): void {
    for (const end of this.#ends) end();
  }

  #follow({ resource, id, row }: Changed): void {
    if (resource === 'leases') this.#tell.onChanged(this.#takeLease(id, row as Lease | null));
    else if (resource === 'tasks') this.#tell.onChanged(this.#takeTask(id, row as Task | null));
  }

  #takeLease(id: string, lease: Lease | null): readonly string[] {
    return this.#leases.take(id, lease?.state === 'held' ? lease.holder : null, id);
  }

  #takeTask(id: string, task: Task | null): readonly string[] {
    const isAtWork = task?.state === 'working' || task?.state === 'input-required';
    return this.#contracts.take(id, isAtWork ? task.assignee : null, task?.contract ?? '');
  }
}
