import { refuseReuse } from '../events/idempotencyKeys.ts';
import type { CommandMeta } from '../events/subject.ts';

const remembered = 10_000;

/** What a request got. */
export interface GivenTask {
  readonly task: string;
  readonly agent: string;
}

/**
 * What was given to whom under which idempotency key. A choice takes several steps, each of which is decided by itself:
 * the key is for all of them, so that sent again the request gets what it got, and nothing more.
 */
export class GivenTasks {
  readonly #given = new Map<string, GivenTask & { readonly requestHash: string }>();

  remember({ idempotency }: CommandMeta, task: string, agent: string): void {
    if (!idempotency) return;
    const { key, requestHash } = idempotency;
    this.#given.set(key, { task, agent, requestHash });
    const [oldest] = this.#given.keys();
    if (this.#given.size > remembered && oldest !== undefined) this.#given.delete(oldest);
  }

  /**
   * What the request got when it was sent before; undefined where it was not.
   * @throws {Refusal} `idempotency-key-reused` where the key belongs to another request
   */
  before({ idempotency }: CommandMeta): GivenTask | undefined {
    const given = idempotency && this.#given.get(idempotency.key);
    if (given) refuseReuse(idempotency.key, given.requestHash, idempotency.requestHash);
    return given;
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
