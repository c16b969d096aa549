import { existsSync } from 'node:fs';
import path from 'node:path';
import { configurationFileName } from '../protocol/configurationFileName.ts';

/** The nearest folder, from this one upwards, with a `.git` or a `swarm.json`; undefined where there is none. */
export function repositoryRoot(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsSync(path.join(current, '.git')) || existsSync(path.join(current, configurationFileName)))
      return current;
    if (path.dirname(current) === current) return undefined;
  }
}
