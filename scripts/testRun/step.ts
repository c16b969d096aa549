/** What a step of the test run found. */
export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  /** Shown where something failed. */
  readonly output: string;
  /** Tests that passed only when they were tried again, each with why it failed first; always shown. */
  readonly flaky?: readonly string[];
  /** Parts that took longest, the longest first; always shown. */
  readonly longest?: readonly TimedPart[];
}

/** A part of a step, with how long it took. */
export interface TimedPart {
  readonly name: string;
  readonly seconds: number;
}

export type StepGroup = 'checks' | 'unit' | 'grammars' | 'package' | 'editor' | 'vscode' | 'ui';

/** One part of `npm test`. */
export interface Step {
  readonly name: string;
  readonly group: StepGroup;
  /** A rejection counts as one failure. */
  run(): Promise<StepResult>;
}

/** Steps and stages, one after the other. */
export type Lane = readonly (Step | Stage)[];

/** Lanes side by side; what comes after them begins when all have ended. */
export type Stage = readonly Lane[];

/** A runner that reports no test at all has crashed or found nothing: both are failures. */
export function requireTests(result: StepResult): StepResult {
  if (result.passed + result.failed > 0) return result;
  return { passed: 0, failed: 1, output: `The runner reported no test.\n${result.output}` };
}
