/** Asks an address again and again, and keeps the answers that differ. */
export class SteadyRequests {
  readonly #answers = new Set<string>();
  readonly #asking: Promise<void>;
  #over = false;

  constructor(address: string) {
    this.#asking = this.#ask(address);
  }

  /** Stops asking; the answers that differed, in the order of their text. */
  async end(): Promise<string[]> {
    this.#over = true;
    await this.#asking;
    return [...this.#answers].toSorted();
  }

  async #ask(address: string): Promise<void> {
    while (!this.#over) {
      const answer = fetch(address).then(async (response) => `${response.status} ${await response.text()}`);
      this.#answers.add(await answer.catch(String));
      // What is tested shares the machine.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
