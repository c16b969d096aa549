import { forecastMerges, type MergeOutcome, unrelatedHistories } from '../../git/mergeForecast.ts';
import type { MergePair } from '../../git/mergeTrees.ts';
import type { Repository } from '../../git/repository.ts';

/** Pairs of one process: enough that its start costs little, few enough that a ref that moves meanwhile is soon next. */
const pairsOfProcess = 256;
const processes = 2;
/** Pairs that one call to `compute` takes on. */
export const pairsAtOnce = pairsOfProcess * processes;

/** Outcomes of merges by the two commits, each computed once; the ones asked for longest ago are forgotten. */
export class MergeOutcomes {
  readonly #repository: Repository;
  readonly #scratch: string;
  readonly #limit: number;
  readonly #known = new Map<string, MergeOutcome>();
  /** Each file's name once, however many pairs conflict in it. */
  readonly #names = new Map<string, string>();

  /**
   * @param scratch existing folder for what merges write
   * @param limit of outcomes remembered
   */
  constructor(repository: Repository, scratch: string, limit = 60_000) {
    this.#repository = repository;
    this.#scratch = scratch;
    this.#limit = limit;
  }

  /** The outcome as far as it is known; the same object as long as it is remembered. */
  get({ base, tip }: MergePair): MergeOutcome | undefined {
    return this.#known.get(`${base}:${tip}`);
  }

  /** Remembers what somebody else found out. */
  learn({ base, tip }: MergePair, outcome: MergeOutcome): void {
    const key = `${base}:${tip}`;
    this.#known.delete(key);
    this.#known.set(key, this.#withSharedNames(outcome));
    if (this.#known.size <= this.#limit) return;
    const [oldest = ''] = this.#known.keys();
    this.#known.delete(oldest);
  }

  /**
   * Merges these pairs and remembers what came out, except for what another try may find out better.
   * @returns the outcomes in order
   */
  async compute(pairs: readonly MergePair[]): Promise<MergeOutcome[]> {
    const share = Math.max(1, Math.ceil(pairs.length / processes));
    const shares = Array.from({ length: processes }, (_, index) =>
      pairs.slice(index * share, (index + 1) * share),
    ).filter((part) => part.length > 0);
    const outcomes = (
      await Promise.all(shares.map((part) => forecastMerges(this.#repository, part, this.#scratch)))
    ).flat();
    return pairs.map((pair, index) => {
      const outcome = outcomes[index] ?? { state: 'unknown', why: 'not computed' };
      if (outcome.state !== 'unknown' || outcome.why === unrelatedHistories) this.learn(pair, outcome);
      return this.get(pair) ?? outcome;
    });
  }

  #withSharedNames(outcome: MergeOutcome): MergeOutcome {
    if (outcome.state === 'none') return noConflict;
    if (outcome.state === 'unknown') return outcome;
    if (this.#names.size > this.#limit) this.#names.clear();
    return { state: 'conflict', files: outcome.files.map((file) => this.#shared(file)) };
  }

  #shared(name: string): string {
    const present = this.#names.get(name);
    if (present !== undefined) return present;
    this.#names.set(name, name);
    return name;
  }
}

const noConflict: MergeOutcome = { state: 'none' };
