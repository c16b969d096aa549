import type { CheckReport } from '../../../protocol/checkReport.ts';

/**
 * A report as it was printed, divided where the time stands that it took. No name in it can look like that: in JSON
 * its quotation marks would be escaped.
 */
export function outputParts(printed: string, { summary }: CheckReport): string[] {
  const label = '"milliseconds": ';
  const time = `${label}${summary.milliseconds}`;
  const start = printed.startsWith('{') ? printed.indexOf(time) : -1;
  if (start === -1) return [printed];
  return [printed.slice(0, start + label.length), printed.slice(start + time.length)];
}
