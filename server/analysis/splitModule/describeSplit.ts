import type { SplitFile, SplitPlan } from './splitPlan.ts';

const mostNames = 6;

/** The files of a split, each a line with its size and what it defines: `loader_cache.py: 120 lines (Cache, evict)`. */
export function describeSplit({ original, files }: SplitPlan): string[] {
  return [original, ...files].map(describeFile);
}

function describeFile({ path, lines, names }: SplitFile): string {
  const more = names.length > mostNames ? `, and ${names.length - mostNames} more` : '';
  const listed = names.length === 0 ? '' : ` (${names.slice(0, mostNames).join(', ')}${more})`;
  return `${path}: ${lines} ${lines === 1 ? 'line' : 'lines'}${listed}`;
}
