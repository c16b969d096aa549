import path from 'node:path';
import { configurationFileName } from '../protocol/configuration/configurationFileName.ts';
import { plainFiles } from './inputs/fileAccess.ts';

/** The nearest folder, from this one upwards, with a `.git` or a `swarm.json`; undefined where there is none. */
export function repositoryRoot(folder: string, files = plainFiles): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (files.isThere(path.join(current, '.git')) || files.isThere(path.join(current, configurationFileName)))
      return current;
    if (path.dirname(current) === current) return undefined;
  }
}
