import { l10n } from 'vscode';
import type { Agent } from '../../../server/protocol/agents.ts';
import type { Lease } from '../../../server/protocol/leases.ts';
import { commandId, rowKind } from '../../contributions.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { taskPart } from '../contracts/taskParts.ts';
import type { RowPart } from '../rowView.ts';
import { Tooltip } from '../tooltip.ts';
import type { AgentBelow } from './agentPresentation.ts';
import { leasesOf, tasksUnderWay } from './agentRelations.ts';

/** What an agent has: a problem, messages it has not read, its tasks and its leases. */
export function agentParts(agent: Agent, store: LiveStore): RowPart[] {
  return [
    ...problemPart(agent),
    ...unreadPart(agent),
    ...tasksUnderWay(agent, store).map((task) => taskPart(task, `task:${task.id}`)),
    ...leasesOf(agent, store).map(leasePart),
  ];
}

/** What of this there is, without making it. */
export function belowAgent(agent: Agent, store: LiveStore): AgentBelow {
  const isBusy = tasksUnderWay(agent, store).length > 0;
  const hasParts = isBusy || agent.problem !== null || agent.unread > 0 || leasesOf(agent, store).length > 0;
  return { isBusy, hasParts };
}

function problemPart({ problem, file, name }: Agent): RowPart[] {
  if (problem === null) return [];
  return [
    {
      id: 'problem',
      presentation: {
        label: problem,
        icon: 'warning',
        color: 'problemsWarningIcon.foreground',
        contextValue: rowKind.agentProblem,
        spoken: l10n.t('Problem in the status file: {0}', problem),
      },
      tooltip: () =>
        new Tooltip(name).fact(l10n.t('Status file'), file).fact(l10n.t('Problem'), problem).build(),
      ...(file === null ? {} : { opens: commandId.openStatusFile }),
    },
  ];
}

function unreadPart({ unread, name }: Agent): RowPart[] {
  if (unread === 0) return [];
  const label = unread === 1 ? l10n.t('1 unread message') : l10n.t('{0} unread messages', unread);
  return [
    {
      id: 'unread',
      presentation: { label, icon: 'mail', contextValue: rowKind.inbox, spoken: `${label}, ${name}` },
      tooltip: () => new Tooltip(label).fact(l10n.t('For'), name).build(),
      opens: commandId.openInbox,
    },
  ];
}

const leaseIcons: { readonly [Kind in Lease['kind']]: string } = {
  task: 'checklist',
  paths: 'lock',
  resource: 'plug',
};

function leasePart(lease: Lease): RowPart {
  const { id, kind, subject, fence, expiresAt } = lease;
  const waiting = lease.state === 'waiting';
  const until = new Date(expiresAt).toLocaleTimeString();
  const description = waiting ? l10n.t('waits for it') : l10n.t('until {0}', until);
  return {
    id: `lease:${id}`,
    row: { resource: 'leases', id },
    presentation: {
      label: subject,
      description,
      icon: waiting ? 'history' : leaseIcons[kind],
      contextValue: rowKind.lease,
      spoken: l10n.t('Lease on {0}, {1}', subject, description),
    },
    tooltip: () =>
      new Tooltip(subject)
        .fact(l10n.t('Lease'), id)
        .fact(l10n.t('Held by'), waiting ? undefined : lease.holder)
        .fact(l10n.t('Waits'), waiting ? lease.holder : undefined)
        .fact(l10n.t('Fence'), waiting ? undefined : fence)
        .fact(l10n.t('For task'), lease.task)
        .fact(l10n.t('Reason'), lease.reason)
        .time(l10n.t('Since'), lease.takenAt)
        .time(l10n.t('Until'), expiresAt)
        .build(),
  };
}
