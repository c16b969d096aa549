import { statusFixes } from '../../analysis/agentStatus/statusFixes.ts';
import type { Finding, StatusFinding } from '../../analysis/finding.ts';
import type { Fix } from '../../analysis/fixes/fix.ts';
import { removeExemption } from '../../configuration/limits/removeExemption.ts';
import type { ActionRequest } from './actionRequest.ts';

/** The ways of fixing a finding of a document, the preferred one first; none where it can only be looked at. */
export async function findingFixes(
  { document, report, explanations }: Pick<ActionRequest, 'document' | 'report' | 'explanations'>,
  finding: Finding,
): Promise<readonly Fix[]> {
  if (report.status && isStatusFinding(finding))
    return statusFixes(report.status.document, finding, { now: new Date() });
  if (finding.rule === 'heavy-import') return (await explanations.of(report, document.uri, finding)).fixes;
  if (finding.rule !== 'stale-exemption') return [];
  const fix = removeExemption(document.getText(), document.uri, finding);
  return fix ? [fix] : [];
}

function isStatusFinding(finding: Finding): finding is StatusFinding {
  return finding.rule.startsWith('status-');
}
