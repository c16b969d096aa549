import { grouped } from '../../../analysis/limits/grouped.ts';
import type { CheckReport } from '../../../protocol/checkReport.ts';
import { textTable } from '../../table.ts';
import type { CheckFinding } from '../checkRun.ts';
import { summaryLine } from './summaryLine.ts';

const severities = ['critical', 'major', 'minor', 'hint'] as const;

/** How many findings there are of each rule, the most first, and a line that sums up. */
export function statisticsReport({ findings, summary }: CheckReport): string {
  if (findings.length === 0) return `${summaryLine(summary)}\n`;
  const byRule = [...Map.groupBy(findings, ({ rule }) => rule)].sort(([, a], [, b]) => b.length - a.length);
  const number = (title: string, count: (found: readonly CheckFinding[]) => number) => ({
    title,
    text: ([, found]: readonly [string, readonly CheckFinding[]]) => grouped(count(found)),
  });
  const table = textTable(
    [
      { title: 'Rule', text: ([rule]) => rule },
      number('Findings', (found) => found.length),
      number('Files', (found) => new Set(found.map(({ path }) => path)).size),
      ...severities.map((severity) =>
        number(severity, (found) => found.filter((each) => each.severity === severity).length),
      ),
    ],
    byRule,
    '',
  );
  return `${table}\n${summaryLine(summary)}\n`;
}
