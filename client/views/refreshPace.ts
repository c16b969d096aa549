/** VS Code shows changes of a tree 200 ms after the last of them: ones that follow faster than that would never be shown. */
const pauseMilliseconds = 250;

/** Lets refreshes of a tree through so far apart that the editor shows each of them; the first one at once. */
export class RefreshPace {
  readonly #refresh: () => void;
  #last = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(refresh: () => void) {
    this.#refresh = refresh;
  }

  /** Refreshes as soon as the pause after the last refresh is over; all requests until then are one. */
  request(): void {
    const wait = Math.max(0, this.#last + pauseMilliseconds - performance.now());
    this.#timer ??= setTimeout(() => this.refreshNow(), wait);
  }

  /** Refreshes without waiting, for what needs the editor to know it all. */
  refreshNow(): void {
    this.stop();
    this.#last = performance.now();
    this.#refresh();
  }

  /** Forgets what was requested. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
