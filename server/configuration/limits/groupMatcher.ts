import { createExclusion } from '../exclusion.ts';
import type { StatementGroup } from './limitSource.ts';

/**
 * Tells whether a group of statements is about a path; undefined for a group that is about every file.
 * @param folder that the globs are relative to, and that the paths lie in
 */
export function groupMatcher(
  { files, ignores = [] }: StatementGroup,
  folder = '',
): ((path: string) => boolean) | undefined {
  if (files === undefined && ignores.length === 0) return undefined;
  const included = files && createExclusion(files);
  const ignored = createExclusion(ignores);
  const start = folder === '' ? 0 : folder.length + 1;
  return (path) => {
    const below = path.slice(start);
    return (included?.(below) ?? true) && !ignored(below);
  };
}
