import { readRepositoryLimits } from '../../configuration/limits/repositoryLimits.ts';
import type { RepositoryFindings } from './proposal.ts';

/** A rule file of the repository: its path and text. */
export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

const kinds = ['file', 'function', 'class'] as const;

/** Limits of lines that rule files state for every file; the source that would hold counts. Never throws. */
export async function findLimits(files: readonly RuleFile[]): Promise<RepositoryFindings['limits']> {
  const { sources } = await readRepositoryLimits({
    list: (folder) =>
      folder === '' ? files.map(({ path }) => path.split('/')[0] ?? '') : namesIn(folder, files),
    read: (path) => files.find((file) => file.path === path)?.text,
  });
  const stated = sources.flatMap(({ groups }) =>
    groups.filter((group) => group.files === undefined).flatMap(({ statements }) => statements),
  );
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const found = stated.find(({ limit, value }) => limit === kind && value);
      if (!found?.value || !found.origin.place) return [];
      const { path, range } = found.origin.place;
      return [[kind, { value: found.value, source: `${path} line ${range.start.line}` }]];
    }),
  );
}

function namesIn(folder: string, files: readonly RuleFile[]): string[] {
  const prefix = `${folder}/`;
  return files.filter(({ path }) => path.startsWith(prefix)).map(({ path }) => path.slice(prefix.length));
}
