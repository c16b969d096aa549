import type { Logger } from 'pino';
import { CoalescedTask } from '../concurrency/coalescedTask.ts';
import type { CommandStore } from '../events/subject.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { type BranchState, branchSubject } from './branchSubject.ts';
import { queueSubject } from './mergeQueue/queueSubject.ts';
import { type RefMove, refSubject, refsMoved } from './refSubject.ts';

export interface OutsideMovesParts {
  readonly rows: RowStore;
  readonly commands: CommandStore;
  readonly log: Logger;
}

/** Records branches that were made, moved or deleted by plain git while the service ran; its own changes have events already. */
export class OutsideMoves {
  readonly #parts: OutsideMovesParts;
  readonly #recording = new CoalescedTask(() => this.#record());
  /** Where each branch was when that was looked at last. */
  readonly #known = new Map<string, string>();
  /** Branches that may be elsewhere by now. */
  readonly #moved = new Set<string>();
  #unsubscribe = () => {};

  constructor(parts: OutsideMovesParts) {
    this.#parts = parts;
  }

  /** Follows the branches from where they are now. */
  start(): void {
    const { rows, log } = this.#parts;
    for (const { name, commit } of rows.list('branches')) this.#known.set(name, commit);
    this.#unsubscribe = rows.onChanged(({ resource, id }) => {
      // Most rows change because they were compared with the base, not because they moved.
      if (resource !== 'branches' || this.#commitOf(id) === this.#known.get(id)) return;
      this.#moved.add(id);
      this.#recording
        .run()
        .catch((error: unknown) => log.error({ err: error }, 'moves of branches cannot be recorded'));
    });
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#recording.idle();
  }

  async #record(): Promise<void> {
    // Rows change one after the other in one turn: what one look at git showed is one event.
    await Promise.resolve();
    const moves = [...this.#moved].sort().flatMap((branch) => this.#take(branch));
    this.#moved.clear();
    if (moves.length === 0) return;
    await this.#parts.commands.execute(refSubject, 'heads', () => [refsMoved(moves)], { actor: 'git' });
  }

  /** The move of a branch, where it was not the service's own; from here on the branch is known to be there. */
  #take(branch: string): RefMove[] {
    const move = {
      branch,
      from: this.#known.get(branch) ?? null,
      to: this.#commitOf(branch) ?? null,
    };
    if (move.to === null) this.#known.delete(branch);
    else this.#known.set(branch, move.to);
    return move.from === move.to || this.#isOwn(move) ? [] : [move];
  }

  #commitOf(branch: string): string | undefined {
    return this.#parts.rows.get('branches', branch)?.commit;
  }

  #isOwn({ branch, to }: RefMove): boolean {
    const { commands } = this.#parts;
    if (isOutcome(commands.get(branchSubject, branch).state, to)) return true;
    const { trial, finished } = commands.get(queueSubject, branch).state;
    return to !== null && (trial?.commit === to || finished.some(({ landed }) => landed?.commit === to));
  }
}

/** Whether a branch is where the service brings it or has just brought it. */
function isOutcome(state: BranchState, to: string | null): boolean {
  if (state.status === 'requested' || state.status === 'created') return state.commit === to;
  return (state.status === 'changing' || state.status === 'changed') && state.change.to === to;
}
