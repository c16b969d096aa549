import { CommitGraph } from '../git/commitGraph.ts';
import { type Divergence, divergence } from '../git/divergence.ts';
import { forecastMerges, type MergeOutcome } from '../git/mergeForecast.ts';
import type { Repository } from '../git/repository.ts';
import type { BranchComparison } from './branchRow.ts';

/** Small enough that the first results show early, large enough that one process serves many merges. */
const batchSize = 50;

/** From this many distances on, one reading of the commit graph is cheaper than a process for each. */
const graphFrom = 20;

/** Comparisons of commits with the base, each made once per pair of commits. A batch is one process for its merges. */
export class BranchComparisons {
  readonly #repository: Repository;
  readonly #scratch: string;
  #known = new Map<string, BranchComparison>();

  constructor(repository: Repository, scratch: string) {
    this.#repository = repository;
    this.#scratch = scratch;
  }

  get(base: string, tip: string): BranchComparison | undefined {
    return this.#known.get(key(base, tip));
  }

  /** Forgets all pairs but these. */
  retain(base: string, tips: Iterable<string>): void {
    const kept = new Map<string, BranchComparison>();
    for (const tip of tips) {
      const comparison = this.get(base, tip);
      if (comparison) kept.set(key(base, tip), comparison);
    }
    this.#known = kept;
  }

  /** Compares the tips that are not compared yet, calling `onBatch` after each batch. Ends early when aborted. */
  async compare(
    base: string,
    tips: Iterable<string>,
    onBatch: () => void,
    signal: AbortSignal,
  ): Promise<void> {
    const missing = [...new Set(tips)].filter((tip) => !this.get(base, tip));
    const distances = await this.#distances(base, missing);
    for (let at = 0; at < missing.length && !signal.aborted; at += batchSize) {
      await this.#compareBatch(base, missing.slice(at, at + batchSize), distances);
      // Also when aborted: who goes on after this finds nothing missing and would tell nobody.
      onBatch();
    }
  }

  async #compareBatch(
    base: string,
    tips: readonly string[],
    distances: ReadonlyMap<string, Divergence>,
  ): Promise<void> {
    const [conflicts, divergences] = await Promise.all([
      this.#forecast(base, tips),
      Promise.all(tips.map((tip) => distances.get(tip) ?? this.#divergence(base, tip))),
    ]);
    for (const [index, tip] of tips.entries()) {
      const conflict = conflicts[index];
      const distance = divergences[index];
      if (conflict && distance) this.#known.set(key(base, tip), { divergence: distance, conflict });
    }
  }

  /** Distances from one reading of the graph; none where there are few, or the graph is too large. */
  async #distances(base: string, tips: readonly string[]): Promise<ReadonlyMap<string, Divergence>> {
    if (tips.length < graphFrom) return new Map();
    const graph = await CommitGraph.read(this.#repository.workTree, [base, ...tips]);
    return graph?.divergences(base, tips) ?? new Map();
  }

  async #forecast(base: string, tips: readonly string[]): Promise<MergeOutcome[]> {
    const pairs = tips.map((tip) => ({ base, tip }));
    return forecastMerges(this.#repository, pairs, this.#scratch);
  }

  /** Undefined where git fails, e.g. because the branch went meanwhile: the next reading knows. */
  #divergence(base: string, tip: string): Promise<Divergence | undefined> {
    return divergence(this.#repository.git, base, tip).catch(() => undefined);
  }
}

function key(base: string, tip: string): string {
  return `${base}:${tip}`;
}
