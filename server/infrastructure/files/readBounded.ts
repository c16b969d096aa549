import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A file's bytes and when it was written, or the sentence why it cannot be read. */
export type BoundedBytes =
  | { readonly bytes: Buffer; readonly modifiedAt: Date; readonly problem?: undefined }
  | { readonly bytes: undefined; readonly modifiedAt: Date | undefined; readonly problem: string };

/** The same with its text. */
export type BoundedText =
  | { readonly text: string; readonly modifiedAt: Date; readonly problem?: undefined }
  | { readonly text: undefined; readonly modifiedAt: Date | undefined; readonly problem: string };

/** Reads a regular file of the repository as UTF-8, like `readBoundedBytes`. */
export async function readBounded(file: string, maximumBytes: number): Promise<BoundedText | undefined> {
  const found = await readBoundedBytes(file, maximumBytes);
  if (found?.bytes === undefined) return found && { ...found, text: undefined };
  return { text: found.bytes.toString('utf8'), modifiedAt: found.modifiedAt };
}

/**
 * Reads a regular file of the repository up to a size; undefined where there is none. Never throws: what the
 * repository holds (a folder, a pipe, gigabytes) is a sentence.
 */
export async function readBoundedBytes(
  file: string,
  maximumBytes: number,
): Promise<BoundedBytes | undefined> {
  try {
    // Without NONBLOCK opening a pipe would wait for somebody to write into it.
    const handle = await open(file, openFlags);
    try {
      const found = await handle.stat();
      const modifiedAt = found.mtime;
      if (!found.isFile()) return { bytes: undefined, modifiedAt, problem: 'it is not a regular file' };
      if (found.size > maximumBytes)
        return { bytes: undefined, modifiedAt, problem: `it is larger than ${maximumBytes / 1000} kB` };
      return { bytes: await handle.readFile(), modifiedAt };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { bytes: undefined, modifiedAt: undefined, problem: `it cannot be read (${code ?? message})` };
  }
}
