import { randomUUID } from 'node:crypto';
import { chmod, chown, lstat, open, readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { renameOver } from './renameOver.ts';

/** A file that was not written, with a sentence that begins in lower case: `it has changed meanwhile`. */
export class FileNotReplaced extends Error {
  override readonly name = 'FileNotReplaced';
}

/**
 * Replaces the content of a file in one step, so that nobody ever sees half of it; mode and owner stay.
 * @param expected what it has to hold still
 * @throws {FileNotReplaced} it holds something else by now
 */
export async function replaceFile(file: string, expected: Buffer, content: Buffer): Promise<void> {
  const { mode, uid, gid } = await lstat(file);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  try {
    const handle = await open(temporary, 'wx', mode & 0o777);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // Only the superuser may give a file away; to everybody else it is theirs already.
    await chown(temporary, uid, gid).catch(() => undefined);
    await chmod(temporary, mode & 0o7777);
    if (!(await readFile(file)).equals(expected)) throw new FileNotReplaced('it has changed meanwhile');
    await renameOver(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * The file that a path stands for, symbolic links followed.
 * @throws {FileNotReplaced} they lead out of the folder
 */
export async function fileWithin(folder: string, file: string): Promise<string> {
  if (!(await lstat(file)).isSymbolicLink()) return file;
  const [target, root] = [await realpath(file), await realpath(folder)];
  if (!target.startsWith(root + path.sep))
    throw new FileNotReplaced('it is a symbolic link that leads out of the repository');
  return target;
}
