/** What a check wrote and how it ended. */
export interface CheckOutput {
  readonly code: number;
  readonly stderr: string;
  /** Between the parts stands how many milliseconds the check took. */
  readonly stdout: readonly string[];
}
