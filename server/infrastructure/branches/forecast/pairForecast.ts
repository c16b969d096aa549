import type { MergeOutcome } from '../../git/mergeForecast.ts';
import type { BranchPair } from './branchPairs.ts';
import { type MatrixPlan, type PairOutcome, pairOutcomes } from './conflictMatrix.ts';
import { type MergeOutcomes, pairsAtOnce } from './mergeOutcomes.ts';

/** Finds out the outcomes of a plan's pairs step by step, so that the plan may change meanwhile. */
export class PairForecast {
  readonly #outcomes: MergeOutcomes;
  /** Outcomes that another try may find out better, by their commits. */
  #failed = new Map<string, MergeOutcome>();

  constructor(outcomes: MergeOutcomes) {
    this.#outcomes = outcomes;
  }

  /** Lets the next steps try again what git could not merge. */
  retryFailed(): void {
    this.#failed = new Map();
  }

  /** Merges the next pairs whose outcome is not known; false where there are none. */
  async step({ pairs }: MatrixPlan): Promise<boolean> {
    const missing: BranchPair[] = [];
    for (const pair of pairs) {
      if (missing.length === pairsAtOnce) break;
      if (!this.#outcome(pair)) missing.push(pair);
    }
    if (missing.length === 0) return false;
    const found = await this.#outcomes.compute(missing.map(({ commits }) => commits));
    for (const [index, pair] of missing.entries()) {
      const outcome = found[index];
      if (outcome && !this.#outcomes.get(pair.commits)) this.#failed.set(keyOf(pair), outcome);
    }
    return true;
  }

  /** Every pair of the plan with its outcome as far as it is known. */
  known(plan: MatrixPlan): PairOutcome[] {
    return pairOutcomes(plan, (pair) => this.#outcome(pair));
  }

  #outcome(pair: BranchPair): MergeOutcome | undefined {
    return this.#outcomes.get(pair.commits) ?? this.#failed.get(keyOf(pair));
  }
}

function keyOf({ commits }: BranchPair): string {
  return `${commits.base}:${commits.tip}`;
}
