import { closeSync, constants, fstatSync, openSync, realpathSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { UnusableReport } from './reports/reportContent.ts';

/** Bytes that a report may have. */
export const maximumReportBytes = 50 * 1000 * 1000;
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
  const root = await realpath(tree);
  const folder = await realpath(path.join(root, path.dirname(file))).catch(() => undefined);
  if (folder === undefined) return;
  refuseOutside(root, folder);
  await rm(path.join(folder, path.basename(file)), { recursive: true, force: true });
}

/** A report that is open, to be closed. */
export interface OpenReport {
  readonly descriptor: number;
  readonly bytes: number;
}

/**
 * Opens a report that was written since a time.
 * @throws {UnusableReport} it is not there, older, too large, no file, or lies outside the work tree
 */
export function openReport(tree: string, file: string, since: Date): OpenReport {
  const descriptor = opened(path.join(folderInside(tree, path.dirname(file)), path.basename(file)));
  try {
    return { descriptor, bytes: usableBytes(descriptor, since) };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Where a folder of the work tree really is. */
function folderInside(tree: string, folder: string): string {
  const root = realpathSync(tree);
  try {
    const real = realpathSync(path.join(root, folder));
    refuseOutside(root, real);
    return real;
  } catch (error) {
    throw error instanceof UnusableReport ? error : notThere();
  }
}

function refuseOutside(root: string, folder: string): void {
  if (folder !== root && !folder.startsWith(root + path.sep))
    throw new UnusableReport('lies outside the work tree: a link leads there');
}

function opened(file: string): number {
  try {
    return openSync(file, openFlags);
  } catch (error) {
    const { code = 'for an unknown reason' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw notThere();
    if (code === 'ELOOP') throw new UnusableReport('is a link, not a file');
    throw new UnusableReport(`cannot be opened (${code})`);
  }
}

/** A path that stands for no file says the same. */
export function notThere(): UnusableReport {
  return new UnusableReport('is not there: nothing has written it');
}

function usableBytes(descriptor: number, since: Date): number {
  const found = fstatSync(descriptor);
  if (!found.isFile()) throw new UnusableReport('is not a regular file');
  if (found.size > maximumReportBytes) throw tooLarge();
  if (found.mtimeMs < since.getTime() - clockStepMilliseconds)
    throw new UnusableReport(`is an old one: it was written at ${found.mtime.toISOString()}`);
  return found.size;
}

/** All files of a report together may be as large as one. */
export function tooLarge(): UnusableReport {
  return new UnusableReport(`is larger than ${maximumReportBytes / 1e6} MB`);
}
