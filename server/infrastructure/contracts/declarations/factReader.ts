import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { concurrently } from '../../concurrency/concurrently.ts';
import { readBounded } from '../../files/readBounded.ts';
import { type FileFacts, noFacts } from './declaredFacts.ts';
import { readDeclaredFacts } from './readDeclaredFacts.ts';

interface Remembered {
  /** Size and time of the file when it was read. */
  readonly stamp: string;
  readonly facts: FileFacts;
}

const maximumBytes = 2_000_000;
const readersAtATime = 16;

/** Reads what files declare, each again only after it has changed. */
export class FactReader {
  readonly #workTree: string;
  #known = new Map<string, Remembered>();

  constructor(workTree: string) {
    this.#workTree = workTree;
  }

  /** What these files declare, in their order; those that are not there are left out. */
  async read(files: readonly string[]): Promise<FileFacts[]> {
    const read = await concurrently(files, readersAtATime, (file) => this.#readFile(file));
    const found = read.flatMap((one) => one ?? []);
    this.#known = new Map(found.map((one) => [one.facts.file, one]));
    return found.map(({ facts }) => facts);
  }

  async #readFile(file: string): Promise<Remembered | undefined> {
    const absolute = path.join(this.#workTree, file);
    const present = await lstat(absolute).catch(() => undefined);
    if (present === undefined) return undefined;
    const stamp = `${present.size} ${present.mtimeMs} ${present.ctimeMs} ${present.ino}`;
    const known = this.#known.get(file);
    if (known?.stamp === stamp) return known;
    const found = await readBounded(absolute, maximumBytes);
    if (found === undefined) return undefined;
    const facts =
      found.text === undefined
        ? noFacts(file, `cannot be read: ${found.problem}`)
        : readDeclaredFacts(file, found.text);
    return { stamp, facts };
  }
}
