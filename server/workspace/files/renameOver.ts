import { rename } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Codes of Windows for a file that somebody has open: who reads it, a virus scanner, an indexer. */
const inUse = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** Milliseconds before each of the tries after the first. */
const pauses = [5, 10, 20, 40, 80, 160, 320, 640];

/** What a rename is made with; by default this machine. */
export interface RenameMeans {
  readonly platform: NodeJS.Platform;
  rename(from: string, to: string): Promise<void>;
  pause(milliseconds: number): Promise<unknown>;
}

const ownMeans: RenameMeans = { platform: process.platform, rename, pause: (time) => delay(time) };

/**
 * Gives a file the name of another one, in its place. Windows refuses that while somebody has either of them open, which
 * is over in a moment: there it is tried again for about a second, as Node's own `rm` does.
 */
export async function renameOver(
  from: string,
  to: string,
  { platform, rename, pause }: RenameMeans = ownMeans,
): Promise<void> {
  for (const time of platform === 'win32' ? pauses : []) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!inUse.has(String((error as NodeJS.ErrnoException).code))) throw error;
    }
    await pause(time);
  }
  return rename(from, to);
}
