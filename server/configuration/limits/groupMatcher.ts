import { createExclusion } from '../exclusion.ts';
import type { StatementGroup } from './limitSource.ts';

/** Tells whether a group of statements is about a path; undefined for a group that is about every file. */
export function groupMatcher({
  files,
  ignores = [],
}: StatementGroup): ((path: string) => boolean) | undefined {
  if (files === undefined && ignores.length === 0) return undefined;
  const included = files && createExclusion(files);
  const ignored = createExclusion(ignores);
  return (path) => (included?.(path) ?? true) && !ignored(path);
}
