import { limitNames } from '../../../server/analysis/limits/limits.ts';
import type { RepositoryLimits } from '../../../server/configuration/limits/limitSource.ts';
import { folderOf, foldersAround } from '../../../server/configuration/limits/nearestSources.ts';
import {
  readRepositoryLimits,
  withFolderLimits,
} from '../../../server/configuration/limits/repositoryLimits.ts';
import { policyOf } from './policyOf.ts';

type Files = Readonly<Record<string, string>>;

/** A repository of these files that is read from memory. */
export function memoryReader(files: Files) {
  const list = (folder: string) => {
    const prefix = folder === '' ? '' : `${folder}/`;
    const below = Object.keys(files).filter((path) => path.startsWith(prefix));
    return [...new Set(below.map((path) => path.slice(prefix.length).split('/')[0] ?? ''))].sort();
  };
  return { list, read: (path: string) => files[path] };
}

/**
 * What files of a repository say about limits.
 * @param path of a file that the folders around are asked for too
 */
export async function limitsOf(files: Files, path = ''): Promise<RepositoryLimits> {
  const reader = memoryReader(files);
  return withFolderLimits(await readRepositoryLimits(reader), reader, foldersAround(folderOf(path)));
}

/** `limit=value kind:line` of each limit that something of the repository states for a path. */
export async function limitStory(files: Files, path: string, languageId: string): Promise<string[]> {
  const { provenance, settings } = policyOf({ repository: await limitsOf(files, path) }).of(path, languageId);
  return limitNames.flatMap((limit) => {
    const stated = provenance.get(limit);
    if (stated === undefined || stated.origin.kind === 'default') return [];
    const advice = settings.guidelines.has(limit) ? ' advice' : '';
    return [
      `${limit}=${stated.value} ${stated.origin.place?.path}:${stated.origin.place?.range.start.line}${advice}`,
    ];
  });
}
