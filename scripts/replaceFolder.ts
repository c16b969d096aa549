import { existsSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/**
 * Puts a folder in the place of another one of the same disk. Whoever looks there finds the one or the other, whole:
 * a folder cannot be renamed onto a full one, but nothing of ours runs between the two renames.
 */
export async function replaceFolder(folder: string, fresh: string): Promise<void> {
  const former = `${fresh}-former`;
  if (existsSync(folder)) renameSync(folder, former);
  renameSync(fresh, folder);
  await rm(former, { recursive: true, force: true, maxRetries: 5 });
}
