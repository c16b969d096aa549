import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

// Without NONBLOCK opening a pipe would wait for somebody to write into it.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const maximumMegabytes = 4;

/**
 * Reads a file that configures something, as far as a person could have written it; undefined where there is none.
 * @throws {Error} it cannot be read, is not a regular file (a pipe, a device), or is larger than 4 MB
 */
export function readSmallFile(file: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, openFlags);
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw new Error('a folder');
    if (!status.isFile()) throw new Error('not a regular file');
    if (status.size > maximumMegabytes * 1e6) throw new Error(`larger than ${maximumMegabytes} MB`);
    return readFileSync(descriptor, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
