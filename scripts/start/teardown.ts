/** Ends what was started, the latest first. What fails to end is reported and does not keep the rest. */
export class Teardown {
  readonly #steps: { name: string; stop: () => Promise<unknown> }[] = [];

  add(name: string, stop: () => Promise<unknown>): void {
    this.#steps.push({ name, stop });
  }

  async run(report: (sentence: string) => void): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step.stop();
      } catch (error) {
        report(`${step.name} did not end well: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
}
