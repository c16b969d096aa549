import { rmSync } from 'node:fs';
import { access, constants, lstat, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';

const memoryFolder = '/dev/shm';
/** Merges of one batch write less, also in a repository with very wide folders. */
const neededBytes = 1024 * 1024 * 1024;
const leftover = /^swarm-merges-(\d+)-/;

/**
 * Makes a private folder for what merges write, which whoever asks for it removes: in memory where the system has
 * such a place, since many small files cost more on a disk than the merges themselves.
 * @param otherwise existing folder that it is made in where memory is not at hand
 */
export async function makeScratch(otherwise: string, memory = memoryFolder): Promise<string> {
  const place = (await hasRoom(memory)) ? memory : otherwise;
  return mkdtemp(path.join(place, `swarm-merges-${process.pid}-`));
}

/**
 * Removes what merges have written. Folder by folder at one go, because removing thousands of files one by one takes
 * longer than the merges that wrote them.
 */
export async function removeMerges(folder: string): Promise<void> {
  const objects = path.join(folder, 'objects');
  for (const name of await readdir(objects).catch(() => [])) {
    rmSync(path.join(objects, name), { recursive: true, force: true });
    await setImmediate();
  }
  await rm(folder, { recursive: true, force: true });
}

/** Removes what our processes that ended by force left in memory. */
export async function sweepScratch(memory = memoryFolder): Promise<void> {
  for (const name of await readdir(memory).catch(() => [])) {
    const pid = Number(leftover.exec(name)?.[1] ?? process.pid);
    const folder = path.join(memory, name);
    if (!isRunning(pid) && (await isOurs(folder))) await rm(folder, { recursive: true, force: true });
  }
}

async function hasRoom(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= neededBytes;
  } catch {
    return false;
  }
}

async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.uid === process.getuid?.();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
