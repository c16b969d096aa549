import { type Stats, statSync } from 'node:fs';

/** What changes whenever a file's content does: size, times of modification and of status change, inode. */
export type FileStamp = readonly [size: number, modified: number, changed: number, inode: number];

/** Undefined where there is no file to stamp. */
export function fileStamp(file: string): FileStamp | undefined {
  let stats: Stats | undefined;
  try {
    stats = statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
  return stats && stampOf(stats);
}

/** The stamp of something by its status. */
export function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): FileStamp {
  return [size, mtimeMs, ctimeMs, ino];
}

/** As coarse as the clock of any file system in use. */
const clockMilliseconds = 2000;

/** Whether a file may be written once more at this time without a change of its stamp. */
export function isFresh([, modified, changed]: FileStamp, now: number): boolean {
  return Math.max(modified, changed) > now - clockMilliseconds;
}

export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];
}
