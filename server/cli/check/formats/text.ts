import { styleText } from 'node:util';
import type { CheckReport } from '../../../protocol/checkReport.ts';
import type { CheckFinding } from '../checkRun.ts';
import { printable } from './printable.ts';
import { plural, summaryLine } from './summaryLine.ts';

type Style = Parameters<typeof styleText>[0];

const styles: Readonly<Record<CheckFinding['severity'], Style>> = {
  hint: 'dim',
  minor: 'cyan',
  major: 'yellow',
  critical: 'red',
};

/** One line per finding, as compilers print them, and a line that sums up. */
export function textReport({ findings, summary }: CheckReport, coloured: boolean): string {
  const lines: string[] = [];
  for (const finding of findings) {
    lines.push(coloured ? colouredLine(finding) : plainLine(finding));
    for (const each of explanationLines(finding)) lines.push(`    ${printable(each)}`);
  }
  if (lines.length > 0) lines.push('');
  lines.push(summaryLine(summary), '');
  return lines.join('\n');
}

function plainLine({ path, range: { start }, severity, rule, message }: CheckFinding): string {
  return printable(`${path}:${start.line}:${start.column}: ${severity} ${rule}: ${message}`);
}

function colouredLine({ path, range: { start }, severity, rule, message }: CheckFinding): string {
  const paint = (style: Style, text: string) => styleText(style, text, { validateStream: false });
  const place = `${printable(path)}:${start.line}:${start.column}:`;
  return `${paint('bold', place)} ${paint(styles[severity], severity)} ${rule}: ${printable(message)}`;
}

const verdicts = {
  safe: 'It can be lazy:',
  unsafe: 'It can be lazy where what may change is wanted:',
  no: 'It cannot be lazy.',
} as const;

/** Of one import; more of them make no reason clearer. */
const maximumObstacles = 10;

/** Why a heavy import can or cannot be lazy, where that was asked for. */
function explanationLines({ path, explanation }: CheckFinding): string[] {
  if (explanation === undefined) return [];
  const { verdict, obstacles, fixes, notes } = explanation;
  const way = fixes[0] === undefined ? '' : ` ${fixes[0].title} (${fixes[0].safety}).`;
  const places = obstacles
    .slice(0, maximumObstacles)
    .map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
  const more = obstacles.length - places.length;
  const rest = more === 0 ? [] : [`${plural(more, 'more place')} like these; --format json lists all.`];
  return [`${verdicts[verdict]}${way}`, ...places, ...rest, ...notes];
}
