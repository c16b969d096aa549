import { open, truncate, writeFile } from 'node:fs/promises';

/** Size of a program's output file from which on it is emptied, and how much of its end is kept then. */
export const maximumOutputBytes = 10 * 1024 * 1024;

/** Where the end of an output file goes that became too large, or the whole one when another program begins. */
export function olderOutput(log: string): string {
  return `${log}.older`;
}

/**
 * Keeps the output of a running program bounded: a file that is too large is emptied, its end goes to the older one.
 * The program writes on, since its file is opened for appending. Lines written in between are lost. Never throws.
 */
export async function boundOutput(file: string, limit = maximumOutputBytes): Promise<void> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return;
  try {
    const { size } = await handle.stat();
    if (size <= limit) return;
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(limit), 0, limit, size - limit);
    // On a full disk the room counts for more than the lines.
    await writeFile(olderOutput(file), buffer.subarray(0, bytesRead), { mode: 0o600 }).catch(() => {});
    await truncate(file, 0).catch(() => {});
  } catch {
    // The next check tries again.
  } finally {
    await handle.close();
  }
}
