import { constants } from 'node:fs';
import { type FileHandle, open, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { UnusableReport } from './reports/reportContent.ts';

const maximumBytes = 50 * 1000 * 1000;
/** File systems keep times in steps, and some in whole seconds. */
const clockStepMilliseconds = 2000;
// Without NONBLOCK opening a pipe would wait for somebody to write into it.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Removes a report that is there before the command that is to write it: what is checked in, or was written by another,
 * must not pass for its own. Never leaves the work tree.
 * @throws {UnusableReport} the path leads out of the work tree
 */
export async function removeReport(tree: string, file: string): Promise<void> {
  const folder = await folderInside(tree, path.dirname(file));
  if (folder !== undefined)
    await rm(path.join(folder, path.basename(file)), { recursive: true, force: true });
}

/**
 * Opens a report that was written since a time.
 * @throws {UnusableReport} it is not there, older, too large, no file, or lies outside the work tree
 */
export async function openReport(tree: string, file: string, since: Date): Promise<FileHandle> {
  const folder = await folderInside(tree, path.dirname(file));
  const handle = folder === undefined ? undefined : await opened(path.join(folder, path.basename(file)));
  if (!handle) throw new UnusableReport('is not there: nothing has written it');
  try {
    await refuseUnusable(handle, since);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Where a folder of the work tree really is; undefined where there is none. */
async function folderInside(tree: string, folder: string): Promise<string | undefined> {
  const root = await realpath(tree);
  const real = await realpath(path.join(root, folder)).catch(() => undefined);
  if (real === undefined) return undefined;
  if (real !== root && !real.startsWith(root + path.sep))
    throw new UnusableReport('lies outside the work tree: a link leads there');
  return real;
}

async function opened(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, openFlags);
  } catch (error) {
    const { code = 'for an unknown reason' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ELOOP') throw new UnusableReport('is a link, not a file');
    throw new UnusableReport(`cannot be opened (${code})`);
  }
}

async function refuseUnusable(handle: FileHandle, since: Date): Promise<void> {
  const found = await handle.stat();
  if (!found.isFile()) throw new UnusableReport('is not a regular file');
  if (found.size > maximumBytes) throw new UnusableReport(`is larger than ${maximumBytes / 1e6} MB`);
  if (found.mtimeMs < since.getTime() - clockStepMilliseconds)
    throw new UnusableReport(`is an old one: it was written at ${found.mtime.toISOString()}`);
}
