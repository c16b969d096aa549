import { grouped } from '../../../analysis/limits/grouped.ts';
import type { CheckReport } from '../../../protocol/checkReport.ts';
import { printable } from './printable.ts';

/** How many findings there are in how much, and what was left out. */
export function summaryLine(summary: CheckReport['summary']): string {
  const { files, lines, findings, minor, major, critical, hint, skipped } = summary;
  const hints = hint === 0 ? [] : [plural(hint, 'hint')];
  const bands = [
    `${grouped(critical)} critical`,
    `${grouped(major)} major`,
    `${grouped(minor)} minor`,
    ...hints,
  ].join(', ');
  const found = findings === 0 ? 'No findings' : `${plural(findings, 'finding')} (${bands})`;
  const left = skipped.length === 0 ? '' : ` ${plural(skipped.length, 'file')} skipped.`;
  return `${found} in ${plural(files, 'file')}, ${plural(lines, 'line')}.${left}${baselineText(summary)}`;
}

function baselineText({ baseline }: CheckReport['summary']): string {
  if (baseline === undefined) return '';
  const { path, covered, improvable } = baseline;
  const better = improvable === 0 ? '' : `; ${improvable} could be lowered with --write-baseline`;
  return ` ${plural(covered, 'old violation')} in ${printable(path)}${better}.`;
}

/** `1 finding`, `12,105 findings`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
