import { styleText } from 'node:util';
import { grouped } from '../../../analysis/limits/grouped.ts';
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

// What `\p{Cc}` stands for, in half the time: there may be tens of thousands of findings; then what ends a line or turns
// the direction of reading.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A name from the repository may hold control characters: a terminal must not obey them. */
function printable(text: string): string {
  return text.replace(controlCharacters, writtenOut);
}

/** `\n`, `\u009b`: JSON writes out the first 32 of them alone. */
function writtenOut(character: string): string {
  if (character < ' ') return JSON.stringify(character).slice(1, -1);
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
