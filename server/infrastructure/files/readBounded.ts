import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A file's text and when it was written, or the sentence why it cannot be read. */
export type BoundedText =
  | { readonly text: string; readonly modifiedAt: Date; readonly problem?: undefined }
  | { readonly text: undefined; readonly modifiedAt: Date | undefined; readonly problem: string };

/**
 * Reads a regular file of the repository up to a size; undefined where there is none. Never throws: what the
 * repository holds (a folder, a pipe, gigabytes) is a sentence.
 */
export async function readBounded(file: string, maximumBytes: number): Promise<BoundedText | undefined> {
  try {
    // Without NONBLOCK opening a pipe would wait for somebody to write into it.
    const handle = await open(file, openFlags);
    try {
      const found = await handle.stat();
      const modifiedAt = found.mtime;
      if (!found.isFile()) return { text: undefined, modifiedAt, problem: 'it is not a regular file' };
      if (found.size > maximumBytes)
        return { text: undefined, modifiedAt, problem: `it is larger than ${maximumBytes / 1000} kB` };
      return { text: await handle.readFile('utf8'), modifiedAt };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { text: undefined, modifiedAt: undefined, problem: `it cannot be read (${code ?? message})` };
  }
}
