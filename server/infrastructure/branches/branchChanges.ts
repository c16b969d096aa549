import type { CommandMeta, CommandStore } from '../events/subject.ts';
import { gitMessage } from '../git/gitClient.ts';
import type { Repository } from '../git/repository.ts';
import { Refusal } from '../refusal.ts';
import {
  type BranchChange,
  branchSubject,
  changeDone,
  changeFailed,
  changeRequested,
} from './branchSubject.ts';
import { interruptedOutcome } from './interruptedOutcome.ts';

/** A change that is asked for: what it is, or why it is refused, and how it is done. */
export interface AskedChange {
  /** @throws {Refusal} where it may not be */
  decide(): BranchChange;
  /** @throws {Error} where it was not done */
  perform(change: BranchChange): Promise<void>;
}

/** Changes branches one at a time each, with an event before and one after, so that a crash between them shows. */
export class BranchChanges {
  readonly #repository: Repository;
  readonly #commands: CommandStore;
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(repository: Repository, commands: CommandStore) {
    this.#repository = repository;
    this.#commands = commands;
  }

  /** Does what is asked of a branch after what was asked of it before, so that an intent is followed by its outcome. */
  async exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#busy.get(name) ?? Promise.resolve();
    const result = before.then(work);
    const settled = result.catch(() => {});
    this.#busy.set(name, settled);
    try {
      return await result;
    } finally {
      if (this.#busy.get(name) === settled) this.#busy.delete(name);
    }
  }

  /**
   * Records, does and records. A repeated request gets what the first one came to.
   * @throws {Refusal} what deciding throws, and `git-failed`
   */
  async apply(name: string, asked: AskedChange, meta: CommandMeta): Promise<BranchChange> {
    const intent = () => [changeRequested(asked.decide())];
    const { state } = await this.#commands.execute(branchSubject, name, intent, meta);
    if (state.status === 'changed') return state.change;
    if (state.status === 'failed') throw new Refusal('git-failed', state.reason);
    if (state.status !== 'changing')
      throw new Refusal('conflict', `That was done, and ${name} has changed since.`);
    const { change } = state;
    const failure = await asked.perform(change).then(
      () => undefined,
      (cause: unknown) => ({ cause }),
    );
    const reason =
      failure && (failure.cause instanceof Refusal ? failure.cause.message : gitMessage(failure.cause));
    const outcome = reason === undefined ? changeDone(change) : changeFailed(change, reason);
    await this.#commands.execute(branchSubject, name, () => [outcome], { actor: meta.actor });
    if (reason !== undefined)
      throw failure?.cause instanceof Refusal ? failure.cause : new Refusal('git-failed', reason);
    return change;
  }

  /** Gives every intent without an outcome the outcome that git shows: what a crash left behind. */
  async resolveInterrupted(): Promise<void> {
    for (const [name, { state }] of this.#commands.all(branchSubject)) {
      if (state.status !== 'requested' && state.status !== 'changing') continue;
      const outcome = await interruptedOutcome(this.#repository, name, state);
      const { status } = state;
      await this.#commands.execute(branchSubject, name, (now) => (now.status === status ? [outcome] : []), {
        actor: 'swarm',
      });
    }
  }
}
