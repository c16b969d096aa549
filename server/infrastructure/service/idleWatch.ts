export interface IdleWatchParts {
  readonly seconds: number;
  /** Number of connected editor windows. */
  readonly windows: () => number;
  /** Whether something runs that must not lose its service. */
  readonly running: () => boolean;
  readonly stop: () => void;
}

/** Stops the service some time after its last window has gone, or when none ever comes; later while something runs. */
export class IdleWatch {
  readonly #parts: IdleWatchParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: IdleWatchParts) {
    this.#parts = parts;
    this.changed();
  }

  /** To be called when the number of windows is different. */
  changed(): void {
    this.end();
    if (this.#parts.windows() > 0) return;
    this.#timer = setTimeout(() => {
      if (this.#parts.running()) this.changed();
      else this.#parts.stop();
    }, this.#parts.seconds * 1000);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
