import type { CommandIo } from '../command.ts';

const everyMilliseconds = 100;

/** A line on a terminal's stderr that says how far a run has come; nothing elsewhere. */
export class Progress {
  readonly #io: CommandIo;
  #shownAt = performance.now();
  #visible = false;

  constructor(io: CommandIo) {
    this.#io = io;
  }

  update(text: string): void {
    if (!this.#io.isErrorTty) return;
    const now = performance.now();
    if (now - this.#shownAt < everyMilliseconds) return;
    this.#shownAt = now;
    this.#visible = true;
    this.#io.stderr.write(`\r\x1b[K${text}`);
  }

  /** Erases the line. */
  end(): void {
    if (this.#visible) this.#io.stderr.write('\r\x1b[K');
    this.#visible = false;
  }
}
