import { type FileHandle, open, stat } from 'node:fs/promises';

/** What became of a folder that is no longer where it was. */
export type LostFolder = 'moved' | 'deleted';

const lookMilliseconds = 2000;

/**
 * Looks now and then whether the folder that a service keeps everything in is still where it was. Systems that open no
 * folders do not move one in use either: nothing is watched there.
 * @param onLost called at most once
 * @returns ends it
 */
export async function watchStateFolder(
  folder: string,
  onLost: (how: LostFolder) => void,
): Promise<() => Promise<void>> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (!handle) return async () => {};
  let isLost = false;
  const look = async () => {
    const how = await lostFolder(handle, folder).catch(() => undefined);
    if (how === undefined || isLost) return;
    isLost = true;
    clearInterval(timer);
    onLost(how);
  };
  const timer = setInterval(() => void look(), lookMilliseconds).unref();
  return async () => {
    clearInterval(timer);
    await handle.close();
  };
}

/** Undefined where it is in its place, or where nobody can say. */
async function lostFolder(handle: FileHandle, folder: string): Promise<LostFolder | undefined> {
  const kept = await handle.stat({ bigint: true });
  const found = await stat(folder, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (found?.ino === kept.ino && found.dev === kept.dev) return undefined;
  // Only what has no name left is gone for good.
  return kept.nlink === 0n ? 'deleted' : 'moved';
}
