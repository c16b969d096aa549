import * as z from 'zod';
import type { CommandMeta, CommandStore, EventDraft, Subject } from '../../events/subject.ts';

/** Requests of one place that are remembered: who sends one again does so soon. */
const remembered = 32;

const givenTask = z.object({ key: z.string(), task: z.string(), agent: z.string() });

/** What a request got. */
export type GivenTask = z.infer<typeof givenTask>;

function taskGiven(given: GivenTask): EventDraft {
  return { type: 'task.given', data: { ...given } };
}

/** Streams `assignment/<agent>` and `assignment/<contract>/<task>`: what was given there under idempotency keys. */
export const assignmentSubject: Subject<readonly GivenTask[]> = {
  name: 'assignment',
  initial: [],
  evolve(state, { type, data }) {
    return type === 'task.given' ? [...state, givenTask.parse(data)].slice(-remembered) : state;
  },
};

/**
 * What was given to whom under which idempotency key. A choice takes several steps, each of which is decided by itself:
 * the key is for all of them, so that sent again the request gets what it got, and nothing more.
 */
export class GivenTasks {
  readonly #commands: CommandStore;

  constructor(commands: CommandStore) {
    this.#commands = commands;
  }

  /** @param place the agent that asked, or the task that was given away */
  async remember(meta: CommandMeta, place: string, task: string, agent: string): Promise<void> {
    const { idempotency } = meta;
    if (!idempotency) return;
    const given = [taskGiven({ key: idempotency.key, task, agent })];
    await this.#commands.execute(assignmentSubject, place, () => given, meta);
  }

  /**
   * What the request got when it was sent before; undefined where it was not.
   * @throws {Refusal} `idempotency-key-reused` where the key belongs to another request
   */
  async before(meta: CommandMeta, place: string): Promise<GivenTask | undefined> {
    const { idempotency } = meta;
    if (!idempotency) return undefined;
    const { state } = await this.#commands.execute(assignmentSubject, place, () => [], meta);
    return state.find(({ key }) => key === idempotency.key);
  }
}

/** Why a request that is sent again gives nothing: a sentence. */
export function whyNotAgain({ task, agent }: GivenTask): string {
  return `This request gave ${task} to ${agent}, which has gone on since: ask under a new idempotency key.`;
}

/** Who asks, without the key of the whole request. */
export function stepOf({ actor, role }: CommandMeta): CommandMeta {
  return role === undefined ? { actor } : { actor, role };
}
