import { grouped } from '../../analysis/limits/grouped.ts';
import type { FixReport } from '../../protocol/fixReport.ts';

/** The report for people: what was fixed line by line, or the diff of a dry run. */
export function textFixReport({ files, dryRun }: FixReport): string {
  if (dryRun) return files.map(({ diff }) => diff ?? '').join('');
  return files
    .flatMap(({ path, fixes }) =>
      fixes.map(({ line, title, safety }) => `${path}:${line}: ${title}${mark(safety)}\n`),
    )
    .join('');
}

/** What was done in all, and what is left to do. */
export function fixSummary({ summary: { files, fixes, remaining }, dryRun, skipped }: FixReport): string {
  const done = dryRun ? 'Would make' : 'Made';
  const made =
    fixes === 0 ? 'Nothing to fix' : `${done} ${plural(fixes, 'fix', 'fixes')} in ${plural(files, 'file')}`;
  const left = remaining === 0 ? '' : ` ${plural(remaining, 'finding')} left; swarm check shows them.`;
  const notSeen = skipped.length === 0 ? '' : ` ${plural(skipped.length, 'file')} skipped.`;
  return `${made}.${left}${notSeen}\n`;
}

function mark(safety: 'safe' | 'unsafe'): string {
  return safety === 'unsafe' ? ' (unsafe)' : '';
}

function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : nouns}`;
}
