/** Outcome of one test in the extension host. */
export interface TestReport {
  readonly title: string;
  /** Stack of the failure; absent where the test passed. */
  readonly error?: string;
  /** Stack of the failure of a test that passed when it was tried again. */
  readonly flaky?: string;
}
