import type { Dirent } from 'node:fs';
import { type FileStamp, fileStamp, isFresh } from '../files/fileStamp.ts';
import { type FileAccess, plainFiles } from './fileAccess.ts';
import { inputStamp } from './inputStamp.ts';

/** Everything that a run has asked of the file system, each with a stamp that was taken before. */
export interface Inputs {
  /** Folders that were listed and sources that were read. */
  readonly read: ReadonlyMap<string, FileStamp>;
  /** What else was asked for, whether it is there or not; their stamps are those of `inputStamp`. */
  readonly asked: ReadonlyMap<string, FileStamp>;
}

/** Notes what a run asks of the file system: its result holds as long as nothing of that changes. */
export class InputLog implements FileAccess {
  readonly #started: number;
  readonly #read = new Map<string, FileStamp>();
  readonly #asked = new Map<string, FileStamp>();
  #isComplete = true;

  /** @param started milliseconds since 1970 before anything is asked for */
  constructor(started = Date.now()) {
    this.#started = started;
  }

  /** Undefined where something was not seen, or may have changed since without a trace. */
  get inputs(): Inputs | undefined {
    if (!this.#isComplete) return undefined;
    for (const stamps of [this.#read, this.#asked])
      for (const stamp of stamps.values()) if (isFresh(stamp, this.#started)) return undefined;
    return { read: this.#read, asked: this.#asked };
  }

  read(file: string): string | undefined {
    this.note(file);
    return plainFiles.read(file);
  }

  list(folder: string): Dirent[] {
    this.add(folder, fileStamp(folder));
    return plainFiles.list(folder);
  }

  isThere(path: string): boolean {
    this.note(path);
    return plainFiles.isThere(path);
  }

  note(path: string): void {
    if (this.#asked.has(path)) return;
    const stamp = inputStamp(path);
    if (stamp) this.#asked.set(path, stamp);
    else this.#isComplete = false;
  }

  /** @param stamp taken before it was read; undefined where there was none to take */
  add(path: string, stamp: FileStamp | undefined): void {
    if (!stamp) this.#isComplete = false;
    else if (!this.#read.has(path)) this.#read.set(path, stamp);
  }

  /** The result depends on more than was seen. */
  giveUp(): void {
    this.#isComplete = false;
  }
}
