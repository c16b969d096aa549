import path from 'node:path';
import { userCacheFolder } from '../../workspace/files/userCacheFolder.ts';
import { ScanCache } from '../../workspace/scan/scanCache.ts';
import type { CommandIo } from '../command.ts';
import { version } from '../version.ts';

/**
 * The cache of a check of these paths. Undefined where the program runs from its sources: there the rules may change
 * while the version does not; a bundle's name changes with its content.
 */
export function checkCache({ cwd, env }: CommandIo, paths: readonly string[]): ScanCache | undefined {
  if (import.meta.url.endsWith('.ts')) return undefined;
  const key = [cwd, ...paths].join('\0');
  return new ScanCache(path.join(userCacheFolder(env), 'check'), key, `${version()} ${import.meta.url}`);
}
