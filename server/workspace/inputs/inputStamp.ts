import { type Stats, statSync } from 'node:fs';
import { type FileStamp, stampOf } from '../files/fileStamp.ts';

/** What a path that was asked for was: no size is negative. */
const absent: FileStamp = [-1, 0, 0, 0];
const aFolder: FileStamp = [-2, 0, 0, 0];

/**
 * What changes whenever the answer to a question about a path does. Of a folder that is only that it is one: what is
 * in it is asked for by listing it. Undefined where nobody can tell.
 */
export function inputStamp(path: string): FileStamp | undefined {
  let stats: Stats | undefined;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
  if (!stats) return absent;
  return stats.isDirectory() ? aFolder : stampOf(stats);
}
