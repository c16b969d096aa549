/** How long the pauses between signs of life are: their mean and how far they lie from it, in milliseconds. */
export interface Rhythm {
  readonly count: number;
  readonly mean: number;
  readonly deviation: number;
}

/** More than a few dozen change the mean of a steady rhythm no more, and fewer follow one that changes. */
const size = 100;

/** The newest pauses between the signs of life of an agent. */
export class ArrivalWindow {
  readonly #pauses: number[] = [];
  #next = 0;
  #last: number | undefined;

  /** Takes a sign of life at a moment; one that is not later than the last says nothing of the rhythm. */
  arrive(moment: number): void {
    const last = this.#last;
    if (last !== undefined && moment <= last) return;
    this.#last = moment;
    if (last === undefined) return;
    this.#pauses[this.#next] = moment - last;
    this.#next = (this.#next + 1) % size;
  }

  get rhythm(): Rhythm {
    const count = this.#pauses.length;
    if (count === 0) return { count, mean: 0, deviation: 0 };
    const mean = this.#pauses.reduce((sum, pause) => sum + pause, 0) / count;
    const variance = this.#pauses.reduce((sum, pause) => sum + (pause - mean) ** 2, 0) / count;
    return { count, mean, deviation: Math.sqrt(variance) };
  }
}
