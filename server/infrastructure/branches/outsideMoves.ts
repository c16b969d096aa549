import type { Logger } from 'pino';
import type { CommandStore } from '../events/subject.ts';
import type { RowStore } from '../live/rowStore.ts';
import { queueSubject } from '../mergeQueue/queueSubject.ts';
import { CoalescedTask } from '../watching/coalescedTask.ts';
import { type BranchState, branchSubject } from './branchSubject.ts';
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
  #known: ReadonlyMap<string, string> = new Map();
  #unsubscribe = () => {};

  constructor(parts: OutsideMovesParts) {
    this.#parts = parts;
  }

  /** Follows the branches from where they are now. */
  start(): void {
    const { rows, log } = this.#parts;
    this.#known = this.#present();
    this.#unsubscribe = rows.onChanged(({ resource }) => {
      if (resource !== 'branches') return;
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
    const now = this.#present();
    const moves = movesBetween(this.#known, now).filter((move) => !this.#isOwn(move));
    this.#known = now;
    if (moves.length === 0) return;
    await this.#parts.commands.execute(refSubject, 'heads', () => [refsMoved(moves)], { actor: 'git' });
  }

  #present(): Map<string, string> {
    return new Map(this.#parts.rows.list('branches').map(({ name, commit }) => [name, commit]));
  }

  #isOwn({ branch, to }: RefMove): boolean {
    const { commands } = this.#parts;
    if (isOutcome(commands.get(branchSubject, branch).state, to)) return true;
    const { trial, finished } = commands.get(queueSubject, branch).state;
    return to !== null && (trial?.commit === to || finished.some(({ landed }) => landed?.commit === to));
  }
}

/** The moves that lead from where branches were to where they are, by name. */
export function movesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): RefMove[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .map((branch) => ({ branch, from: before.get(branch) ?? null, to: after.get(branch) ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** Whether a branch is where the service brings it or has just brought it. */
function isOutcome(state: BranchState, to: string | null): boolean {
  if (state.status === 'requested' || state.status === 'created') return state.commit === to;
  return (state.status === 'changing' || state.status === 'changed') && state.change.to === to;
}
