import { jsonOf, listOf, memberOf, textIn } from './jsonDocument.ts';
import { valueAt } from './jsonPath.ts';
import { Details, type ReportContent, UnusableReport } from './reportContent.ts';

const severities = ['critical', 'major', 'minor'] as const;

/**
 * What `swarm check --format json` found, by severity, and the files it looked at.
 * @throws {UnusableReport}
 */
export function readV2Findings(chunks: Iterable<string>): ReportContent {
  const document = jsonOf(chunks);
  const names = [...severities, 'files'];
  const figures = names.map((name) => [name, valueAt(document, `summary.${name}`)] as const);
  const numbers = figures.filter((figure): figure is [string, number] => typeof figure[1] === 'number');
  if (numbers.length !== names.length) throw new UnusableReport('is not that of a check');
  const findings = listOf(memberOf(document, 'findings'));
  const details = new Details();
  for (const wanted of severities)
    for (const finding of findings)
      if (memberOf(finding, 'severity') === wanted) details.add(`${wanted}: ${described(finding)}`);
  return { figures: Object.fromEntries(numbers), details: details.lines };
}

function described(finding: unknown): string {
  const line = valueAt(finding, 'range.start.line');
  const where = `${textIn(memberOf(finding, 'path')) ?? ''}:${typeof line === 'number' ? line : 1}`;
  return `${where}: ${textIn(memberOf(finding, 'message')) ?? ''}`;
}
