import { l10n } from 'vscode';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { commandId, rowKind } from '../../contributions.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import type { RowView } from '../rowView.ts';
import { status } from '../statusNode.ts';
import { type DeploymentFilter, isFiltering, passesFilter } from './deploymentFilter.ts';
import { deploymentTooltip, presentDeployment } from './deploymentPresentation.ts';
import { newerFirst } from './deploymentRelations.ts';
import { awaitsApproval, hasEnded, stateLabel } from './deploymentWords.ts';
import { oldestLoaded } from './olderDeployments.ts';

/** All deployments, newest first, as far as the filter lets them through. */
export function deploymentsView(filter: () => DeploymentFilter): RowView<'deployments'> {
  return {
    resource: 'deployments',
    empty: l10n.t('Nothing has been deployed yet'),
    grouping: () => ({
      path: (deployment) => (passesFilter(deployment, filter()) ? [] : undefined),
      compareGroups: naturalOrder,
      compareRows: newerFirst,
    }),
    more: offerOlder,
    message: (shown, total) => filterMessage(filter(), shown, total),
    title: titleOf,
    presentGroup: ([name = ''], count) => ({
      label: name,
      description: String(count),
      icon: 'rocket',
      contextValue: rowKind.group,
      spoken: name,
    }),
    presentRow: (deployment) => presentInHistory(deployment, Date.now()),
    tooltip: deploymentTooltip,
    opens: commandId.openDeployment,
  };
}

/** Beside what the row says below its slot, where it goes. */
function presentInHistory(deployment: Deployment, now: number): RowPresentation {
  const row = presentDeployment(deployment, now);
  const { environment, team, slot } = deployment;
  const place = [environment, team, slot].filter(Boolean).join('/');
  return { ...row, description: `${place} · ${row.description}`, spoken: `${row.spoken}, ${place}` };
}

function offerOlder(store: LiveStore, repository: string): RowPresentation | undefined {
  if (oldestLoaded(store) === undefined) return undefined;
  const title = l10n.t('Load Older Deployments');
  const command = { command: commandId.loadOlderDeployments, title, arguments: [{ repository }] };
  return { ...status(title, 'history'), command };
}

/** How many are under way, and how many of them wait for somebody: read while the view is collapsed. */
function titleOf(stores: readonly LiveStore[]): string {
  const open = stores
    .flatMap((store) => [...store.rows('deployments').values()])
    .filter((row) => !hasEnded(row));
  if (open.length === 0) return l10n.t('Deployments');
  const awaiting = open.filter(awaitsApproval).length;
  const underWay = l10n.t('Deployments: {0} under way', open.length);
  return awaiting === 0 ? underWay : l10n.t('{0}, {1} to approve', underWay, awaiting);
}

function filterMessage(filter: DeploymentFilter, shown: number, total: number): string | undefined {
  if (!isFiltering(filter)) return undefined;
  const { text, environments, teams, states } = filter;
  const parts = [
    ...(text === '' ? [] : [l10n.t('"{0}"', text)]),
    ...[environments, teams, states.map(stateLabel)]
      .filter((names) => names.length > 0)
      .map((names) => names.join(', ')),
  ];
  return l10n.t('{0} of {1} deployments: {2}', shown, total, parts.join(' · '));
}
