import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { LineTable } from '../../../analysis/text/lineTable.ts';
import { concurrently } from '../../concurrency/concurrently.ts';
import { readBounded } from '../../files/readBounded.ts';

export interface LineCount {
  readonly physical: number;
  readonly nonBlank: number;
}

interface Remembered {
  /** Size and time of the file when it was counted. */
  readonly stamp: string;
  readonly count: LineCount | null;
}

const maximumBytes = 5_000_000;
const readersAtATime = 16;
const maximumRemembered = 50_000;

/** Counts lines of files of the work tree, each again only after it has changed. */
export class FileLines {
  readonly #workTree: string;
  readonly #known = new Map<string, Remembered>();

  constructor(workTree: string) {
    this.#workTree = workTree;
  }

  /** Lines of these files, null for those that are not there; what cannot be counted is left out. */
  async count(files: readonly string[]): Promise<ReadonlyMap<string, LineCount | null>> {
    const counts = new Map<string, LineCount | null>();
    if (this.#known.size > maximumRemembered) this.#known.clear();
    await concurrently([...new Set(files)], readersAtATime, async (file) => {
      const counted = await this.#count(file);
      if (counted === undefined) return;
      this.#known.set(file, counted);
      counts.set(file, counted.count);
    });
    return counts;
  }

  async #count(file: string): Promise<Remembered | undefined> {
    const absolute = path.join(this.#workTree, file);
    const found = await lstat(absolute).catch((error: NodeJS.ErrnoException) => error.code);
    if (found === 'ENOENT' || found === 'ENOTDIR') return { stamp: '', count: null };
    // A link leads elsewhere, and a folder has no lines.
    if (found === undefined || typeof found === 'string' || !found.isFile()) return undefined;
    const stamp = `${found.size} ${found.mtimeMs} ${found.ino}`;
    const known = this.#known.get(file);
    if (known?.stamp === stamp) return known;
    const read = await readBounded(absolute, maximumBytes);
    return read?.text === undefined ? undefined : { stamp, count: linesOf(read.text) };
  }
}

function linesOf(text: string): LineCount {
  const nonBlank = text.split('\n').filter((line) => line.trim() !== '').length;
  return { physical: new LineTable(text).count, nonBlank };
}
