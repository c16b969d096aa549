import path from 'node:path';
import type { RepositoryReader } from '../configuration/limits/repositoryReader.ts';
import { plainFiles } from './inputs/fileAccess.ts';

/** Reads the files of the repository at a root; what cannot be read or lies outside says nothing. */
export function repositoryReader(root: string, files = plainFiles): RepositoryReader {
  return {
    list: (folder) => orElse(() => files.list(path.join(root, folder)).map(({ name }) => name), []).sort(),
    read: (file) =>
      leavesRoot(file) ? undefined : orElse(() => files.read(path.join(root, file)), undefined),
  };
}

/** Paths may come from a `swarm.json` that nobody vouches for. */
function leavesRoot(file: string): boolean {
  return file.split(/[\\/]/).includes('..') || path.isAbsolute(file);
}

function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
