import { LatencyHistogram } from './latencyHistogram.ts';
import type { AnswerCounts, UpstreamTraffic } from './trafficRouter.ts';

const classes = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;

type Figures = Pick<UpstreamTraffic, 'since' | 'requests' | 'failures' | 'errors' | 'answers' | 'firstByte'>;

/** What a slot has made of its requests since the router knows it. */
export class UpstreamFigures {
  readonly #since = Date.now();
  readonly #answers = [0, 0, 0, 0, 0];
  readonly #firstByte = new LatencyHistogram();
  #requests = 0;
  #failures = 0;
  #errors = 0;

  asked(): void {
    this.#requests += 1;
  }

  /** Another instance of the slot is asked instead: the slot has the request once. */
  passedOn(): void {
    this.#requests -= 1;
  }

  /** The head of an answer has come. */
  answered(status: number): void {
    const place = Math.min(Math.max(Math.trunc(status / 100), 1), classes.length) - 1;
    this.#answers[place] = (this.#answers[place] ?? 0) + 1;
    if (isError(status)) this.#errors += 1;
  }

  /** The head of an answer has come that long after the slot had the request. */
  timed(milliseconds: number): void {
    this.#firstByte.record(milliseconds);
  }

  /** There is no answer, or, where its head has come with a status, no end of it. */
  failed(status?: number): void {
    this.#failures += 1;
    if (status === undefined || !isError(status)) this.#errors += 1;
  }

  all(): Figures {
    const answers = Object.fromEntries(classes.map((name, place) => [name, this.#answers[place] ?? 0]));
    return {
      since: this.#since,
      requests: this.#requests,
      failures: this.#failures,
      errors: this.#errors,
      answers: answers as AnswerCounts,
      firstByte: this.#firstByte.counts(),
    };
  }
}

function isError(status: number): boolean {
  return status >= 500;
}
