import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

const bufferedCharacters = 8192;
const flushMilliseconds = 1000;

/**
 * A log file that is written behind, in blocks, and kept below a size: the full one becomes `<name>.1`, the one
 * before that goes. A disk that takes nothing loses lines but stops nobody.
 */
export class BoundedLogFile {
  readonly #file: string;
  readonly #maximumBytes: number;
  #descriptor: number;
  #size: number;
  #waiting = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string, maximumBytes: number) {
    this.#file = file;
    this.#maximumBytes = maximumBytes;
    this.#descriptor = openSync(file, 'a', 0o600);
    this.#size = fstatSync(this.#descriptor).size;
  }

  write(line: string): void {
    this.#waiting += line;
    if (this.#waiting.length >= bufferedCharacters) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), flushMilliseconds).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const block = this.#waiting;
    this.#waiting = '';
    if (block === '') return;
    try {
      if (this.#size + block.length > this.#maximumBytes) this.#rotate();
      this.#size += writeSync(this.#descriptor, block);
    } catch {
      // A log that cannot be written must not stop the service.
    }
  }

  close(): void {
    this.flush();
    closeSync(this.#descriptor);
  }

  #rotate(): void {
    renameSync(this.#file, `${this.#file}.1`);
    const next = openSync(this.#file, 'a', 0o600);
    closeSync(this.#descriptor);
    this.#descriptor = next;
    this.#size = 0;
  }
}
