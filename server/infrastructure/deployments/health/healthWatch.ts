import { setTimeout as delay } from 'node:timers/promises';
import type { HealthCheck } from '../../../protocol/healthChecks.ts';
import { checkName } from './checkName.ts';
import type { CheckAnswer } from './probe.ts';
import { afterAnswer, type Streak } from './threshold.ts';

/** Time between questions until a program is healthy for the first time: a start is not to wait for a period. */
const startupMilliseconds = 100;

/** A check and what is known of it. */
export interface WatchedCheck {
  readonly name: string;
  readonly passing: boolean;
  /** Bad answers in a row, the last one included. */
  readonly failures: number;
  /** The last answer; undefined where it has not been asked. */
  readonly answer: CheckAnswer | undefined;
}

export interface HealthWatchParts {
  readonly checks: readonly HealthCheck[];
  /** Asks once; never rejects. */
  readonly probe: (check: HealthCheck, signal: AbortSignal) => Promise<CheckAnswer>;
  /** Time between questions of checks that say none. */
  readonly periodMilliseconds: number;
  /** Whether the program was healthy before: then enough failures are needed until it is not. */
  readonly healthy: boolean;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** Told after every answer; the check is asked again afterwards. */
  onAnswer(watch: HealthWatch): Promise<void>;
}

/** Asks the checks of a program, each in its own period, until the watch is ended. */
export class HealthWatch {
  readonly #parts: HealthWatchParts;
  readonly #streaks: Streak[];
  readonly #answers: (CheckAnswer | undefined)[];
  readonly #failures: number[];
  #started: boolean;

  constructor(parts: HealthWatchParts) {
    this.#parts = parts;
    this.#started = parts.healthy;
    this.#streaks = parts.checks.map(() => ({ passing: parts.healthy, against: 0 }));
    this.#answers = parts.checks.map(() => undefined);
    this.#failures = parts.checks.map(() => 0);
  }

  /** Resolves once the watch is ended and no question is open. */
  async run(): Promise<void> {
    await Promise.all(this.#parts.checks.map((check, index) => this.#ask(check, index)));
  }

  /** Whether every check passes. */
  get healthy(): boolean {
    return this.#streaks.every(({ passing }) => passing);
  }

  get checks(): WatchedCheck[] {
    return this.#parts.checks.map((check, index) => ({
      name: checkName(check),
      passing: this.#streaks[index]?.passing === true,
      failures: this.#failures[index] ?? 0,
      answer: this.#answers[index],
    }));
  }

  /** The first bad answer of a check that does not pass. */
  get failure(): CheckAnswer | undefined {
    return this.checks.find(({ passing, answer }) => !passing && answer?.why !== undefined)?.answer;
  }

  /** How often in a row the checks that fail have failed to get there: ` 3 times in a row`; empty for once. */
  get timesInARow(): string {
    const index = this.#streaks.findIndex(({ passing }) => !passing);
    const times = this.#parts.checks[index]?.failureThreshold ?? 1;
    return times > 1 ? ` ${times} times in a row` : '';
  }

  async #ask(check: HealthCheck, index: number): Promise<void> {
    const { healthy, periodMilliseconds, probe, signal, onAnswer } = this.#parts;
    const period = check.periodSeconds === undefined ? periodMilliseconds : check.periodSeconds * 1000;
    if (!healthy) await this.#pause(check.initialDelaySeconds * 1000);
    while (!signal.aborted) {
      const answer = await probe(check, signal);
      if (signal.aborted) return;
      this.#take(check, index, answer);
      await onAnswer(this);
      await this.#pause(this.#started ? period : Math.min(period, startupMilliseconds));
    }
  }

  #take(check: HealthCheck, index: number, answer: CheckAnswer): void {
    const streak = this.#streaks[index] ?? { passing: false, against: 0 };
    this.#streaks[index] = afterAnswer(streak, answer.why === undefined, check);
    this.#answers[index] = answer;
    this.#failures[index] = answer.why === undefined ? 0 : (this.#failures[index] ?? 0) + 1;
    this.#started ||= this.healthy;
  }

  async #pause(milliseconds: number): Promise<void> {
    if (milliseconds === 0) return;
    // An end of the watch ends the pause early; whoever goes on looks at the signal.
    await delay(milliseconds, undefined, { signal: this.#parts.signal, ref: false }).catch(() => {});
  }
}
