import type { ImportCost } from '../../protocol/languageServer/languageRequests.ts';

/** The figures in a few characters: `1,110 ms, 62 MB`. */
export function costLabel({ milliseconds, megabytes }: ImportCost): string {
  const time = `${rounded(milliseconds)} ms`;
  return megabytes === undefined ? time : `${time}, ${rounded(megabytes)} MB`;
}

/** The figures with what they were measured on, as Markdown. */
export function costSentence(cost: ImportCost): string {
  const { module, version, python, runs, heaviest, measuredAt } = cost;
  const subject = version === undefined ? `\`${module}\`` : `\`${module}\` (version ${version})`;
  const day = new Date(measuredAt).toISOString().slice(0, 10);
  const most = heaviest.map((each) => `\`${each.module}\` ${rounded(each.milliseconds)} ms`).join(', ');
  const detail = most === '' ? '' : ` The slowest of what it loads, each by itself: ${most}.`;
  return `Importing ${subject} takes ${costLabel(cost)} beyond starting ${python}: the median of ${runs} runs on ${day}.${detail}`;
}

/** Below ten with a decimal, since a whole number would be half wrong. */
function rounded(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}
