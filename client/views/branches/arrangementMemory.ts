import { EventEmitter, type Memento } from 'vscode';
import { type BranchArrangement, parseArrangement } from './branchArrangement.ts';

const key = 'swarm.branches.arrangement';

/** How the branches are arranged in this workspace; kept from one window to the next. */
export class ArrangementMemory {
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<void>();
  #current: BranchArrangement;

  readonly onDidChange = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
    this.#current = parseArrangement(memento.get<unknown>(key));
  }

  get current(): BranchArrangement {
    return this.#current;
  }

  /** Arranges by these; what is not named stays. */
  async change(changes: Partial<BranchArrangement>): Promise<void> {
    this.preview(changes);
    await this.#memento.update(key, this.#current);
  }

  /** Arranges by these without keeping it. */
  preview(changes: Partial<BranchArrangement>): void {
    const next = { ...this.#current, ...changes };
    if (JSON.stringify(next) === JSON.stringify(this.#current)) return;
    this.#current = next;
    this.#changed.fire();
  }
}
