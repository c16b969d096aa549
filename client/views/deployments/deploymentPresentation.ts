import { l10n, type MarkdownString } from 'vscode';
import type { Deployment, MeasuredTraffic } from '../../../server/protocol/deployments.ts';
import { rowKind } from '../../contributions.ts';
import { sinceText } from '../ageText.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import { spokenList } from '../spokenList.ts';
import { Tooltip } from '../tooltip.ts';
import { deploymentIcon } from './deploymentIcons.ts';
import {
  approvalsText,
  awaitsApproval,
  departureText,
  durationText,
  hasEnded,
  progressText,
  stateText,
  strategyLabel,
  waitsForPerson,
  wasLive,
} from './deploymentWords.ts';

type GivenApproval = NonNullable<Deployment['approvals']>['given'][number];

/** How a deployment looks as a row: its number and revision, then what matters most. */
export function presentDeployment(deployment: Deployment, now: number): RowPresentation {
  const facts = factsOf(deployment, now);
  return {
    label: l10n.t('#{0} {1}', deployment.id, deployment.revision),
    description: facts.join(' · '),
    ...deploymentIcon(deployment),
    contextValue: kindOf(deployment),
    spoken: spokenList(l10n.t('Deployment {0} of {1}', deployment.id, deployment.revision), facts),
  };
}

function factsOf(deployment: Deployment, now: number): string[] {
  const { position, share, requestedBy, requestedAt, problem, waitsFor } = deployment;
  const state = stateText(deployment);
  const facts = [
    position === null ? state : l10n.t('{0}, place {1}', state, position),
    problem ?? undefined,
    departureText(deployment),
    deployment.rollback ? l10n.t('rollback') : undefined,
    awaitsApproval(deployment) ? approvalsText(deployment) : progressText(deployment),
    share > 0 && share < 100 ? l10n.t('{0} % of the traffic', share) : undefined,
    awaitsApproval(deployment) || waitsForPerson(deployment) ? undefined : (waitsFor ?? undefined),
    l10n.t('by {0}', requestedBy),
    sinceText(deployment.endedAt ?? requestedAt, now),
  ];
  return facts.filter((fact) => fact !== undefined);
}

function kindOf(deployment: Deployment): string {
  const { state, replaced } = deployment;
  if (awaitsApproval(deployment)) return rowKind.deploymentAwaiting;
  if (waitsForPerson(deployment)) return rowKind.deploymentPaused;
  if (!hasEnded(deployment)) return rowKind.deploymentRunning;
  if (state !== 'live') return rowKind.deploymentEnded;
  if (wasLive(deployment)) return rowKind.deploymentPast;
  return replaced === null ? rowKind.deploymentEnded : rowKind.deploymentLive;
}

/** Everything of a deployment but its steps. */
export function deploymentTooltip(deployment: Deployment): MarkdownString {
  const { id, environment, team, slot, revision, commit, strategy, approvals, bypass } = deployment;
  return new Tooltip(l10n.t('Deployment {0}: {1}', id, revision))
    .fact(l10n.t('State'), stateText(deployment))
    .fact(l10n.t('Problem'), deployment.problem)
    .time(l10n.t('Live until'), deployment.left?.at ?? null)
    .fact(l10n.t('Then'), departureText(deployment))
    .fact(l10n.t('Waits for'), deployment.waitsFor)
    .fact(l10n.t('Goes to'), [environment, team, slot].filter(Boolean).join('/'))
    .fact(l10n.t('Commit'), commit.slice(0, 10))
    .fact(l10n.t('Strategy'), strategyLabel(strategy))
    .fact(l10n.t('Brings back'), deployment.rollback ? l10n.t('a release that was live before') : undefined)
    .fact(l10n.t('Traffic'), deployment.share > 0 ? l10n.t('{0} %', deployment.share) : undefined)
    .fact(l10n.t('Replaced'), deployment.replaced?.revision)
    .fact(l10n.t('Before'), measuredText(deployment.baseline))
    .fact(l10n.t('Since'), measuredText(deployment.observed))
    .fact(l10n.t('Approvals'), approvalsText(deployment))
    .list(l10n.t('Approved by'), approvals?.given.map(approvalText) ?? [])
    .fact(l10n.t('Passed over rules'), bypass ? `${bypass.by}: ${bypass.reason}` : undefined)
    .fact(l10n.t('Requested by'), deployment.requestedBy)
    .time(l10n.t('Requested'), deployment.requestedAt)
    .time(l10n.t('Ended'), deployment.endedAt)
    .fact(l10n.t('Took'), tookText(deployment))
    .build();
}

/** What was measured on a slot: `1,200 requests, 0.1 % failed, 95 % within 12 ms`. */
export function measuredText(measured: MeasuredTraffic | null): string | undefined {
  if (measured === null) return undefined;
  const { requests, errorRatePercent, p95Milliseconds } = measured;
  const rate = l10n.t('{0} requests, {1} % failed', requests, Number(errorRatePercent.toFixed(2)));
  if (p95Milliseconds === null) return rate;
  return l10n.t('{0}, 95 % answered within {1} ms', rate, Number(p95Milliseconds.toFixed(1)));
}

/** Who approved, whether they proved to be that one, and with which words. */
export function approvalText({ by, comment, verified }: GivenApproval): string {
  const who = verified ? l10n.t('{0} (verified)', by) : by;
  return comment === null ? who : l10n.t('{0}: {1}', who, comment);
}

/** How long it was under way; undefined while it is. */
export function tookText({ requestedAt, endedAt }: Deployment): string | undefined {
  return endedAt === null ? undefined : durationText(Date.parse(endedAt) - Date.parse(requestedAt));
}
