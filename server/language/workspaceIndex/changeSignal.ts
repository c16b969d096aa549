/** Lets those who wait know that something has changed. */
export class ChangeSignal {
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** Another number after every change. */
  get count(): number {
    return this.#count;
  }

  raise(): void {
    this.#count++;
    for (const wake of this.#waiting) wake();
  }

  /** Waits for a change after the one that had this number, or for the end that a signal tells. */
  async after(count: number, signal: AbortSignal): Promise<void> {
    if (this.#count !== count || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
