import type { StatusFinding } from '../../finding.ts';
import type { StatusDocument } from '../statusDocument.ts';
import { parseStatusTimestamp } from '../statusTimestamp.ts';
import { meant, printable } from '../statusValues.ts';
import type { StatusContext } from './statusContext.ts';

/** What a person does not notice: writing takes a moment, and so does saving. */
const toleranceMilliseconds = 120_000;

/** Whether `last_updated` can be believed. */
export function timestampFindings(
  document: StatusDocument,
  { now, modifiedAt }: StatusContext,
): StatusFinding[] {
  const member = document.field('lastUpdated');
  if (member?.value.kind !== 'scalar') return [];
  const { value, start, end } = member.value;
  const finding = (severity: StatusFinding['severity'], message: string): StatusFinding[] => [
    { rule: 'status-timestamp', severity, message, range: document.range(start, end), data: {} },
  ];
  const claimed = parseStatusTimestamp(value);
  if (claimed === undefined) {
    if (meant(printable(value)) === null) return [];
    return finding('hint', 'This is no time; the time at which the file was written counts instead.');
  }
  const ahead = claimed.getTime() - now.getTime();
  if (ahead > toleranceMilliseconds)
    return finding('minor', `This time lies ${duration(ahead)} in the future; it is not believed.`);
  const late = modifiedAt === undefined ? 0 : modifiedAt.getTime() - claimed.getTime();
  if (late <= toleranceMilliseconds) return [];
  return finding('hint', `The file was last written ${duration(late)} after this time; that counts instead.`);
}

/** A length of time in its largest unit: `3 hours`. */
function duration(milliseconds: number): string {
  const units: readonly [string, number][] = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ];
  const [name, length] = units.find(([, size]) => milliseconds >= size) ?? ['minute', 60_000];
  const count = Math.floor(milliseconds / length);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
