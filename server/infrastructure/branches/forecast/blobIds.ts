import { BoundedMemo } from '../../collections/boundedMemo.ts';
import { type FileOfCommit, fileBlobs } from '../../git/fileBlobs.ts';

const remembered = 20_000;

/** Object ids of files' contents, remembered; those asked for in one turn are read by one process. */
export class BlobIds {
  readonly #folder: string;
  readonly #known = new BoundedMemo<string | undefined>(remembered);
  #waiting: FileOfCommit[] = [];
  #answers: Promise<(string | undefined)[]> | undefined;

  /** @param folder inside the repository */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined where the commit has no such file. */
  get(file: FileOfCommit): Promise<string | undefined> {
    return this.#known.get(`${file.commit} ${file.path}`, async () => {
      const index = this.#waiting.push(file) - 1;
      this.#answers ??= Promise.resolve().then(() => this.#read());
      return (await this.#answers)[index];
    });
  }

  #read(): Promise<(string | undefined)[]> {
    const files = this.#waiting;
    this.#waiting = [];
    this.#answers = undefined;
    return fileBlobs(this.#folder, files);
  }
}
