import { l10n } from 'vscode';
import type { FailedCheck, Slot, SlotCheck, SlotState } from '../../server/protocol/slots.ts';
import { rowKind } from '../contributions.ts';
import { naturalOrder } from './naturalOrder.ts';
import type { RowPresentation } from './rowPresentation.ts';
import type { RowView } from './rowView.ts';
import { Tooltip } from './tooltip.ts';

const icons: { readonly [State in SlotState]: { icon: string; color?: string } } = {
  idle: { icon: 'circle-outline', color: 'disabledForeground' },
  starting: { icon: 'loading~spin', color: 'charts.blue' },
  healthy: { icon: 'pass-filled', color: 'testing.iconPassed' },
  unhealthy: { icon: 'warning', color: 'problemsWarningIcon.foreground' },
  unknown: { icon: 'question', color: 'problemsWarningIcon.foreground' },
  failed: { icon: 'error', color: 'problemsErrorIcon.foreground' },
  stopping: { icon: 'loading~spin', color: 'charts.yellow' },
};

const liveIcon = { icon: 'broadcast', color: 'testing.iconPassed' };

/** A status, all headers that are kept, and the beginning of a body. */
const mostFailedLines = 32;

/** Slots by environment and team. */
export const slotsView: RowView<'slots'> = {
  resource: 'slots',
  empty: l10n.t('No slots declared in swarm.json'),
  grouping: () => ({
    path: (slot) => [slot.environment, slot.team],
    compareGroups: naturalOrder,
    compareRows: (a, b) => naturalOrder(a.slot, b.slot),
  }),
  presentGroup: (path, count) => {
    const label = path.at(-1) ?? '';
    const isTeam = path.length > 1;
    return {
      label,
      description: String(count),
      icon: isTeam ? 'organization' : 'server-environment',
      contextValue: rowKind.group,
      spoken: isTeam
        ? l10n.t('Team {0}, {1} slots', label, count)
        : l10n.t('Environment {0}, {1} slots', label, count),
    };
  },
  teamOf: (path) => path[1],
  presentRow: presentSlot,
  tooltip: (slot) =>
    new Tooltip(slot.id)
      .fact(l10n.t('State'), slot.state)
      .fact(l10n.t('Revision'), slot.revision)
      .fact(l10n.t('Commit'), slot.commit)
      .fact(l10n.t('Traffic'), trafficText(slot))
      .fact(l10n.t('Requests'), requestsText(slot))
      .fact(l10n.t('Stable address'), slot.address)
      .fact(l10n.t('Address'), slot.url)
      .time(l10n.t('Kept warm until'), slot.warmUntil)
      .fact(l10n.t('Process'), slot.pid)
      .fact(l10n.t('Container'), slot.container?.slice(0, 12))
      .time(l10n.t('Since'), slot.since)
      .fact(l10n.t('By'), slot.actor)
      .fact(l10n.t('Problem'), slot.problem)
      .list(l10n.t('Health checks'), slot.checks.map(checkLine))
      .list(l10n.t('Failed check'), slot.failedCheck ? failedLines(slot.failedCheck) : [], mostFailedLines)
      .build(),
};

/** Slots that take a new revision. */
export function isFree(slot: Slot): boolean {
  return slot.state === 'idle' || slot.state === 'failed';
}

function presentSlot(slot: Slot): RowPresentation {
  const revision = slot.revision ?? undefined;
  const facts = [trafficText(slot), slot.state, revision, slot.problem ?? undefined];
  const description = facts.filter((fact) => fact !== undefined);
  return {
    label: slot.slot,
    description: description.join(' · '),
    ...(slot.live && slot.state === 'healthy' ? liveIcon : icons[slot.state]),
    contextValue: kindOf(slot),
    spoken: [l10n.t('Slot {0}', slot.slot), ...description].join(', '),
  };
}

/** Which part of the requests it gets. */
function trafficText({ live, traffic, warmUntil }: Slot): string | undefined {
  const share = traffic?.share ?? 0;
  if (live) return share === 100 || share === 0 ? l10n.t('live') : l10n.t('live, {0} %', share);
  if (share > 0) return l10n.t('{0} % of the traffic', share);
  return warmUntil === null ? undefined : l10n.t('warm');
}

function requestsText({ traffic }: Slot): string | undefined {
  if (traffic === null) return undefined;
  const { requests, failures, connections } = traffic;
  return l10n.t('{0}, {1} failed, {2} open now', requests, failures, connections);
}

function kindOf(slot: Slot): string {
  if (isFree(slot)) return rowKind.slotFree;
  if (slot.live) return rowKind.slotLive;
  if (slot.state === 'stopping') return rowKind.slotStopping;
  return slot.url === null ? rowKind.slotBusy : rowKind.slotServing;
}

function checkLine({ name, passing, answer }: SlotCheck): string {
  const state = passing ? l10n.t('passes') : l10n.t('does not pass');
  if (answer === null) return l10n.t('{0}: {1}, not asked yet', name, state);
  const said = answer.ok ? l10n.t('well') : l10n.t('not well');
  const status = answer.status === null ? said : `${answer.status}`;
  return l10n.t('{0}: {1}; last answer {2} in {3} ms', name, state, status, answer.milliseconds.toFixed(1));
}

/** The answer that was bad, as it came. */
function failedLines({ name, status, headers, body }: FailedCheck): string[] {
  return [
    status === null ? l10n.t('{0}: no status', name) : l10n.t('{0}: status {1}', name, status),
    ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
    ...(body === '' ? [] : [body]),
  ];
}
