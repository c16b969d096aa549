import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Repository } from './repository.ts';

/**
 * Makes an empty folder a git folder that shares the repository's objects, and gives the environment that uses it: no
 * configuration of the repository, and none of its merge drivers, has a say there.
 * @param anyObjectId of the repository, which tells the format of its objects
 */
export async function mergeEnvironment(
  repository: Repository,
  folder: string,
  anyObjectId: string,
): Promise<Record<string, string>> {
  const format = anyObjectId.length === 64 ? 'sha256' : 'sha1';
  const version = format === 'sha1' ? 0 : 1;
  const extensions = format === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${format}\n`;
  await mkdir(path.join(folder, 'objects'));
  await mkdir(path.join(folder, 'refs'));
  await writeFile(path.join(folder, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(
    path.join(folder, 'config'),
    `[core]\n\trepositoryFormatVersion = ${version}\n${extensions}`,
  );
  return {
    GIT_DIR: folder,
    // Where its `.gitattributes` are: `merge=union` runs no program and counts.
    GIT_WORK_TREE: repository.workTree,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(path.join(repository.commonFolder, 'objects')),
    GIT_SHALLOW_FILE: path.join(repository.commonFolder, 'shallow'),
    // A person's own merge drivers would write their files into the work tree.
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}
