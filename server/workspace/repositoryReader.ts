import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryReader } from '../configuration/limits/repositoryLimits.ts';
import { readSmallFile } from './readSmallFile.ts';

/** Reads the files of the repository at a root; what cannot be read or lies outside says nothing. */
export function repositoryReader(root: string): RepositoryReader {
  return {
    list: (folder) => orElse(() => readdirSync(path.join(root, folder)).sort(), []),
    read: (file) =>
      leavesRoot(file) ? undefined : orElse(() => readSmallFile(path.join(root, file)), undefined),
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
