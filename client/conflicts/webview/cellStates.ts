import type { MatrixData } from './messages.ts';

/** What is known of two branches. */
export type CellState =
  | { readonly kind: 'none' | 'same' | 'computing' }
  | { readonly kind: 'conflict'; readonly files: number }
  | { readonly kind: 'unknown'; readonly why: string };

const none: CellState = { kind: 'none' };
const same: CellState = { kind: 'same' };
const computing: CellState = { kind: 'computing' };

/** The states of all pairs, by the places of both branches in any order. */
export class CellStates {
  readonly #size: number;
  readonly #states = new Map<number, CellState>();

  constructor(matrix: MatrixData) {
    this.#size = matrix.branches.length;
    for (const [one, other] of matrix.computing) this.#states.set(this.#key(one, other), computing);
    for (const [one, other, why] of matrix.unknown)
      this.#states.set(this.#key(one, other), { kind: 'unknown', why });
    for (const [one, other, files] of matrix.conflicts)
      this.#states.set(this.#key(one, other), { kind: 'conflict', files });
  }

  get(one: number, other: number): CellState {
    return one === other ? same : (this.#states.get(this.#key(one, other)) ?? none);
  }

  /** Number of pairs of a kind among those that are not plainly without conflict. */
  count(kind: CellState['kind']): number {
    let count = 0;
    for (const state of this.#states.values()) if (state.kind === kind) count += 1;
    return count;
  }

  #key(one: number, other: number): number {
    return Math.min(one, other) * this.#size + Math.max(one, other);
  }
}
