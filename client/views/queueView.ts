import { l10n } from 'vscode';
import type { Queue, QueueEntry } from '../../server/protocol/queue.ts';
import { commandId, rowKind } from '../contributions.ts';
import type { LiveStore } from '../infrastructure/liveStore.ts';
import { naturalOrder } from './naturalOrder.ts';
import type { RowPresentation } from './rowPresentation.ts';
import type { RowPart, RowView } from './rowView.ts';
import { Tooltip } from './tooltip.ts';

/** The merge queue of each target; below it what waits in its order, then what landed or was put out, newest first. */
export const queueView: RowView<'queue'> = {
  resource: 'queue',
  empty: l10n.t('Nothing has been enqueued yet'),
  grouping: () => ({
    path: () => [],
    compareGroups: naturalOrder,
    compareRows: (a, b) => naturalOrder(a.target, b.target),
  }),
  presentGroup: ([name = ''], count) => ({
    label: name,
    description: String(count),
    icon: 'list-ordered',
    contextValue: rowKind.group,
    spoken: name,
  }),
  presentRow: presentQueue,
  title: titleOf,
  tooltip: (queue) =>
    new Tooltip(l10n.t('Merge queue for {0}', queue.target))
      .fact(l10n.t('In the queue'), queue.entries.length)
      .fact(l10n.t('Waiting'), queue.waiting)
      .fact(l10n.t('Push'), pushText(queue))
      .fact(l10n.t('Paused by'), queue.paused?.actor)
      .time(l10n.t('Paused since'), queue.paused?.since)
      .fact(l10n.t('Because'), queue.paused?.reason)
      .build(),
  parts: (queue) => [...queue.entries, ...queue.finished].map((entry) => entryPart(entry, queue)),
};

/** How many branches are in all queues, and whether one of them stands still. */
function titleOf(stores: readonly LiveStore[]): string {
  const queues = stores.flatMap((store) => [...store.rows('queue').values()]);
  const count = queues.reduce((sum, { entries }) => sum + entries.length, 0);
  const facts = [
    count > 0 ? String(count) : undefined,
    queues.some(({ paused }) => paused !== null) ? l10n.t('paused') : undefined,
    queues.some(({ waiting, entries }) => waiting !== null && entries.length > 0)
      ? l10n.t('waits')
      : undefined,
  ].filter((fact) => fact !== undefined);
  return facts.length > 0 ? l10n.t('Merge Queue: {0}', facts.join(' · ')) : l10n.t('Merge Queue');
}

function presentQueue(queue: Queue): RowPresentation {
  const { target, paused, waiting, entries } = queue;
  const count = entries.length === 0 ? l10n.t('empty') : String(entries.length);
  const pause = paused && (paused.reason ?? l10n.t('paused by {0}', paused.actor));
  const facts = [
    count,
    ...(queue.push?.state === 'failed' ? [pushText(queue) ?? ''] : []),
    ...(pause ? [pause] : []),
    ...(waiting !== null && entries.length > 0 ? [waiting] : []),
  ];
  return {
    label: target,
    description: facts.join(' · '),
    ...queueIcon(queue),
    contextValue: paused ? rowKind.queuePaused : rowKind.queue,
    spoken: [l10n.t('Merge queue for {0}, {1} branches', target, entries.length), ...facts.slice(1)].join(
      ', ',
    ),
    children: 'expanded',
  };
}

function pushText({ push }: Queue): string | undefined {
  if (push === null) return undefined;
  return push.state === 'failed' ? l10n.t('push failed: {0}', push.why ?? '') : push.state;
}

function queueIcon({ paused, waiting, entries }: Queue): { icon: string; color?: string } {
  if (paused) return { icon: 'debug-pause', color: 'charts.yellow' };
  if (entries.length === 0) return { icon: 'list-ordered' };
  return waiting === null
    ? { icon: 'list-ordered', color: 'charts.blue' }
    : { icon: 'warning', color: 'problemsWarningIcon.foreground' };
}

function entryPart(entry: QueueEntry, { target, checking }: Queue): RowPart {
  return {
    id: entry.id,
    presentation: presentEntry(entry, checking),
    ...(entry.state === 'put-out' ? { opens: commandId.openQueueReport } : {}),
    tooltip: () =>
      new Tooltip(entry.branch)
        .fact(l10n.t('Target'), target)
        .fact(l10n.t('State'), stateText(entry))
        .fact(l10n.t('Check'), entry.state === 'testing' ? checkText(checking) : undefined)
        .fact(l10n.t('Commit'), entry.commit.slice(0, 10))
        .fact(l10n.t('Priority'), entry.priority)
        .fact(l10n.t('Policy'), entry.policy)
        .fact(l10n.t('Enqueued by'), entry.actor)
        .time(l10n.t('Enqueued'), entry.enqueuedAt)
        .time(l10n.t('Since'), entry.since)
        .fact(l10n.t('Landed as'), entry.landed?.commit.slice(0, 10))
        .list(l10n.t('Checks that failed once and then passed'), entry.landed?.flaky ?? [])
        .fact(l10n.t('Reason'), entry.report?.message)
        .list(l10n.t('Files in conflict'), entry.report?.files ?? [])
        .build(),
  };
}

const stateIcons: { readonly [State in QueueEntry['state']]: { icon: string; color?: string } } = {
  queued: { icon: 'circle-outline' },
  testing: { icon: 'loading~spin', color: 'charts.blue' },
  landing: { icon: 'loading~spin', color: 'charts.green' },
  landed: { icon: 'pass-filled', color: 'testing.iconPassed' },
  'put-out': { icon: 'error', color: 'problemsErrorIcon.foreground' },
};

function presentEntry(entry: QueueEntry, checking: Queue['checking']): RowPresentation {
  const { branch, position, priority, state, report } = entry;
  const facts = [
    position === null ? undefined : `#${position}`,
    stateText(entry),
    state === 'testing' ? checkText(checking) : undefined,
    priority === 'normal' || position === null ? undefined : priorityText(priority),
    report?.message,
  ].filter((fact) => fact !== undefined);
  return {
    label: branch,
    description: facts.join(' · '),
    ...(report?.cause === 'cancelled' ? { icon: 'circle-slash' } : stateIcons[state]),
    contextValue: contextOf(entry, checking),
    spoken: [branch, ...facts].join(', '),
  };
}

function contextOf({ state, report }: QueueEntry, checking: Queue['checking']): string {
  if (state === 'put-out') return report?.check ? rowKind.queueEntryPutOutWithLog : rowKind.queueEntryPutOut;
  if (state === 'landed') return rowKind.queueEntryLanded;
  if (state === 'testing') return checking ? rowKind.queueEntryChecking : rowKind.queueEntryTesting;
  return state === 'landing' ? rowKind.queueEntryLanding : rowKind.queueEntry;
}

function checkText(checking: Queue['checking']): string | undefined {
  return checking ? l10n.t('check {0} of {1}: {2}', checking.number, checking.of, checking.name) : undefined;
}

function stateText({ state, report }: QueueEntry): string {
  if (report?.cause === 'cancelled') return l10n.t('cancelled');
  const texts: { readonly [State in QueueEntry['state']]: string } = {
    queued: l10n.t('waiting'),
    testing: l10n.t('testing'),
    landing: l10n.t('landing'),
    landed: l10n.t('landed'),
    'put-out': l10n.t('put out'),
  };
  return texts[state];
}

/** What a priority is called. */
export function priorityText(priority: QueueEntry['priority']): string {
  const texts = {
    low: l10n.t('low priority'),
    normal: l10n.t('normal priority'),
    high: l10n.t('high priority'),
    urgent: l10n.t('urgent'),
  };
  return texts[priority];
}
