import type { CommandMeta, CommandStore, EventDraft } from '../../events/subject.ts';
import type { QueueState } from './queueState.ts';
import { queueSubject } from './queueSubject.ts';

/** The queue of one target in the event log. */
export class QueueStream {
  readonly target: string;
  readonly #commands: CommandStore;

  constructor(commands: CommandStore, target: string) {
    this.#commands = commands;
    this.target = target;
  }

  get state(): QueueState {
    return this.#commands.get(queueSubject, this.target).state;
  }

  /** Decides and remembers; the service itself acts where nobody is named. */
  async record(
    decide: (state: QueueState) => readonly EventDraft[],
    meta: CommandMeta = { actor: 'swarm' },
  ): Promise<QueueState> {
    return (await this.#commands.execute(queueSubject, this.target, decide, meta)).state;
  }
}
