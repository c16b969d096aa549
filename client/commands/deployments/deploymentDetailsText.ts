import { l10n } from 'vscode';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import type { FailedCheck } from '../../../server/protocol/slots.ts';
import { approvalText, measuredText, tookText } from '../../views/deployments/deploymentPresentation.ts';
import {
  durationText,
  stateLabel,
  stateText,
  strategyLabel,
} from '../../views/deployments/deploymentWords.ts';
import { measureText, outcomeLabel } from '../../views/deployments/stepParts.ts';
import { code, fenced } from '../branches/markdownText.ts';

/** Everything of a deployment as Markdown. Texts of the repository stand in code alone. */
export function deploymentDetailsText(deployment: Deployment): string {
  const { id, revision, problem, failedCheck } = deployment;
  const lines = [
    `# ${l10n.t('Deployment #{0} of {1}: {2}', id, code(revision), stateText(deployment))}`,
    ...(problem === null ? [] : [fenced(problem)]),
    facts(deployment),
    ...stepLines(deployment),
    ...gateLines(deployment),
    ...approvalLines(deployment),
    ...(failedCheck ? failedLines(failedCheck) : []),
  ];
  return `${lines.join('\n\n')}\n`;
}

function facts(deployment: Deployment): string {
  const { environment, team, slot, commit, strategy, requestedBy, requestedAt, replaced, bypass } =
    deployment;
  const rows: [string, string | undefined][] = [
    [l10n.t('Goes to'), code([environment, team, slot].filter(Boolean).join('/'))],
    [l10n.t('Commit'), code(commit)],
    [l10n.t('Strategy'), strategyLabel(strategy)],
    [l10n.t('Requested'), `${time(requestedAt)}, ${code(requestedBy)}`],
    [l10n.t('Took'), tookText(deployment)],
    [l10n.t('Waits for'), deployment.waitsFor === null ? undefined : code(deployment.waitsFor)],
    [l10n.t('Traffic'), deployment.share > 0 ? l10n.t('{0} %', deployment.share) : undefined],
    [l10n.t('Replaced'), replaced ? `${code(replaced.revision)} ${code(replaced.commit)}` : undefined],
    [l10n.t('Measured before'), measuredText(deployment.baseline)],
    [l10n.t('Measured since'), measuredText(deployment.observed)],
    [
      l10n.t('Passed over rules'),
      bypass ? `${code(bypass.by)}, ${time(bypass.at)}: ${code(bypass.reason)}` : undefined,
    ],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [`* ${label}: ${value}`])).join('\n');
}

function stepLines({ steps }: Deployment): string[] {
  if (steps.length === 0) return [];
  const rows = steps.map(({ state, startedAt, milliseconds, detail }) => [
    stateLabel(state),
    time(startedAt),
    milliseconds === null ? '' : durationText(milliseconds),
    cell(detail),
  ]);
  const titles = [l10n.t('Step'), l10n.t('Started'), l10n.t('Took'), l10n.t('What it came to')];
  return [`## ${l10n.t('Steps')}`, table(titles, rows)];
}

function gateLines({ gates }: Deployment): string[] {
  if (gates.length === 0) return [];
  const rows = gates.map((gate) => [
    code(gate.name),
    gate.required ? outcomeLabel(gate) : l10n.t('{0} (advisory)', outcomeLabel(gate)),
    gate.milliseconds === null ? '' : durationText(gate.milliseconds),
    cell([gate.problem, ...gate.measures.map(measureText)].filter(Boolean).join('; ')),
  ]);
  const titles = [l10n.t('Gate'), l10n.t('Outcome'), l10n.t('Took'), l10n.t('Measured')];
  return [`## ${l10n.t('Quality gates')}`, table(titles, rows)];
}

function approvalLines({ approvals }: Deployment): string[] {
  if (approvals === null) return [];
  const { given, required, approvers, expiresAt } = approvals;
  return [
    `## ${l10n.t('Approvals')}`,
    [
      `* ${l10n.t('{0} of {1} given', given.length, required)}`,
      ...given.map((one) => `* ${code(approvalText(one))}, ${time(one.at)}`),
      ...(approvers.length > 0 ? [`* ${l10n.t('May approve: {0}', code(approvers.join(', ')))}`] : []),
      ...(expiresAt === null ? [] : [`* ${l10n.t('Expires: {0}', time(expiresAt))}`]),
    ].join('\n'),
  ];
}

function failedLines({ name, at, milliseconds, status, headers, body }: FailedCheck): string[] {
  const head = [
    status === null ? l10n.t('no status') : l10n.t('status {0}', status),
    ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
  ];
  return [
    `## ${l10n.t('Failed check')}`,
    l10n.t('{0}, {1}, answered in {2}', code(name), time(at), durationText(milliseconds)),
    fenced([...head, '', body].join('\n')),
  ];
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A bar would end the cell, in code as well. */
function cell(text: string | null): string {
  return text === null || text === '' ? '' : code(text).replaceAll('|', '\\|');
}

function time(timestamp: string): string {
  return new Date(timestamp).toLocaleString();
}
