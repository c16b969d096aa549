import { statfs } from 'node:fs/promises';

/** Less than this is no room: what is written fails, or is cut. */
const leastBytes = 65_536;

/** Whether nothing fits any more on the disk of a folder. Never throws. */
export async function isDiskFull(folder: string): Promise<boolean> {
  const found = await statfs(folder).catch(() => undefined);
  return found !== undefined && found.blocks > 0 && found.bavail * found.bsize < leastBytes;
}
