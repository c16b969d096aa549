import { styleText } from 'node:util';
import { grouped } from '../../../analysis/grouped.ts';
import type { CheckReport } from '../../../protocol/checkReport.ts';
import type { CheckFinding } from '../checkRun.ts';

type Style = Parameters<typeof styleText>[0];

const styles: Readonly<Record<CheckFinding['severity'], Style>> = {
  hint: 'dim',
  minor: 'cyan',
  major: 'yellow',
  critical: 'red',
};

/** One line per finding, as compilers print them, and a line that sums up. */
export function textReport({ findings, summary }: CheckReport, coloured: boolean): string {
  const paint = (style: Style, text: string) =>
    coloured ? styleText(style, text, { validateStream: false }) : text;
  const lines = findings.map(({ path, range, severity, rule, message }) => {
    const place = `${printable(path)}:${range.start.line}:${range.start.column}:`;
    return `${paint('bold', place)} ${paint(styles[severity], severity)} ${rule}: ${printable(message)}`;
  });
  return [...lines, ...(lines.length > 0 ? [''] : []), summaryLine(summary), ''].join('\n');
}

function summaryLine(summary: CheckReport['summary']): string {
  const { files, lines, findings, minor, major, critical, hint, skipped } = summary;
  const hints = hint === 0 ? [] : [plural(hint, 'hint')];
  const bands = [`${critical} critical`, `${major} major`, `${minor} minor`, ...hints].join(', ');
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

function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A name from the repository may hold control characters: a terminal must not obey them. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
