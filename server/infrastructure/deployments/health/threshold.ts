/** What the answers of a check have come to so far, counted as Kubernetes counts the answers of a probe. */
export interface Streak {
  readonly passing: boolean;
  /** Answers in a row that say the opposite of `passing`. */
  readonly against: number;
}

export interface Thresholds {
  readonly failureThreshold: number;
  readonly successThreshold: number;
}

/** The streak after one more answer: only enough answers in a row turn it. */
export function afterAnswer({ passing, against }: Streak, ok: boolean, thresholds: Thresholds): Streak {
  if (ok === passing) return { passing, against: 0 };
  const needed = passing ? thresholds.failureThreshold : thresholds.successThreshold;
  return against + 1 >= needed ? { passing: ok, against: 0 } : { passing, against: against + 1 };
}
