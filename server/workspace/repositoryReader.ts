import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryReader } from '../configuration/limits/repositoryLimits.ts';
import { readSmallFile } from './readSmallFile.ts';

/** Reads the files of the repository at a root; what cannot be read says nothing. */
export function repositoryReader(root: string): RepositoryReader {
  return {
    list: (folder) => orElse(() => readdirSync(path.join(root, folder)).sort(), []),
    read: (file) => orElse(() => readSmallFile(path.join(root, file)), undefined),
  };
}

function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
