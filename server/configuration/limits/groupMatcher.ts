import { createExclusion } from '../exclusion.ts';
import type { StatementGroup } from './limitSource.ts';

/** Tells whether a group of statements is about a path. */
export function groupMatcher({ files, ignores = [] }: StatementGroup): (path: string) => boolean {
  if (files === undefined && ignores.length === 0) return () => true;
  const included = files && createExclusion(files);
  const ignored = createExclusion(ignores);
  return (path) => (included?.(path) ?? true) && !ignored(path);
}
