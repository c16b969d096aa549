import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gitWithInput } from './gitWithInput.ts';
import type { Repository } from './repository.ts';

const maximumFiles = 1000;

/** Writes the `.gitattributes` files of a commit to a folder, where merges read them instead of in a work tree. */
export async function writeAttributeFiles(
  { workTree }: Repository,
  commit: string,
  folder: string,
): Promise<void> {
  const { text } = await gitWithInput(
    workTree,
    ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit],
    '',
  );
  const files = text.split('\0').filter((file) => path.posix.basename(file) === '.gitattributes');
  for (const file of files.slice(0, maximumFiles)) {
    const target = path.join(folder, file);
    // A tree that was made by hand can name any path.
    if (!target.startsWith(folder + path.sep)) continue;
    const blob = await gitWithInput(workTree, ['cat-file', 'blob', `${commit}:${file}`], '');
    if (!blob.succeeded) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, blob.text);
  }
}
