/** How long to wait between tries, in milliseconds; `limit` is the number of tries in a row that may fail. */
export interface BackoffPolicy {
  readonly first: number;
  readonly longest: number;
  readonly limit: number;
}

/** A service on this machine: a crash loop must end in an error that a person sees. */
export const localBackoff: BackoffPolicy = { first: 100, longest: 5_000, limit: 7 };
/** A service elsewhere: its network comes and goes, so there is no last try. */
export const remoteBackoff: BackoffPolicy = {
  first: 500,
  longest: 30_000,
  limit: Number.POSITIVE_INFINITY,
};

/** Exponential delays with jitter, so that windows that lost one service do not return in step. */
export class Backoff {
  #failures = 0;
  readonly #policy: BackoffPolicy;
  readonly #random: () => number;

  constructor(policy: BackoffPolicy, random: () => number = Math.random) {
    this.#policy = policy;
    this.#random = random;
  }

  /** Milliseconds until the next try; undefined once the limit is reached. */
  next(): number | undefined {
    this.#failures += 1;
    if (this.#failures > this.#policy.limit) return undefined;
    const full = Math.min(this.#policy.first * 2 ** (this.#failures - 1), this.#policy.longest);
    return full / 2 + (full / 2) * this.#random();
  }

  /** Forgets the failures: the service has proven itself. */
  reset(): void {
    this.#failures = 0;
  }
}
