import { l10n } from 'vscode';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import type { Slot, SlotState } from '../../../server/protocol/slots.ts';
import { rowKind } from '../../contributions.ts';
import { sinceText } from '../ageText.ts';
import { hasEnded } from '../deployments/deploymentWords.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import { spokenList } from '../spokenList.ts';
import { slotStateLabel } from './slotWords.ts';

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

/** Nothing runs there, and somebody keeps it. */
const keptIcon = { icon: 'bookmark' };

/** Slots that take a new revision. */
export function isFree(slot: Slot): boolean {
  return slot.state === 'idle' || slot.state === 'failed';
}

/** How a slot looks: what matters most stands first, because a narrow column cuts the rest. */
export function presentSlot(slot: Slot, deployment: Deployment | undefined, now: number): RowPresentation {
  const { revision, problem, actor, since } = slot;
  const facts = [
    trafficText(slot),
    healthText(slot),
    instancesText(slot),
    problem ?? undefined,
    slot.reservation === null ? undefined : l10n.t('reserved by {0}', slot.reservation.by),
    revision ?? undefined,
    since === null || slot.state === 'idle' ? undefined : sinceText(since, now),
    slot.state === 'idle' ? undefined : (actor ?? undefined),
  ];
  const description = facts.filter((fact) => fact !== undefined);
  return {
    label: slot.slot,
    description: description.join(' · '),
    ...iconOf(slot),
    contextValue: contextOf(slot, deployment),
    spoken: spokenList(l10n.t('Slot {0}', slot.slot), description),
    ...(deployment ? { children: hasEnded(deployment) ? 'collapsed' : 'expanded' } : {}),
  };
}

function iconOf({ live, state, reservation }: Slot): { icon: string; color?: string } {
  if (live && state === 'healthy') return liveIcon;
  return state === 'idle' && reservation !== null ? keptIcon : icons[state];
}

/** How many of several instances are healthy: `2/3`. */
function instancesText({ instances }: Slot): string | undefined {
  const wanted = instances.filter(({ state }) => state !== 'stopping');
  if (instances.length < 2) return undefined;
  return `${wanted.filter(({ state }) => state === 'healthy').length}/${wanted.length}`;
}

/** The state, and how many of several checks pass where not all do. */
function healthText({ state, checks }: Slot): string {
  const passing = checks.filter((check) => check.passing).length;
  if (state === 'idle' || checks.length < 2 || passing === checks.length) return slotStateLabel(state);
  return l10n.t('{0}, {1} of {2} checks pass', slotStateLabel(state), passing, checks.length);
}

/** Which part of the requests it gets. */
export function trafficText({ live, traffic, warmUntil }: Slot): string | undefined {
  const share = traffic?.share ?? 0;
  if (live) return share === 100 || share === 0 ? l10n.t('live') : l10n.t('live, {0} %', share);
  if (share > 0) return l10n.t('{0} % of the traffic', share);
  return warmUntil === null ? undefined : l10n.t('warm');
}

/**
 * What it is, whether a deployment is on its way there, which outputs there are, and whether somebody keeps it:
 * `slot.busy.deploying.output.built.reserved`.
 */
function contextOf(slot: Slot, deployment: Deployment | undefined): string {
  const isUnderWay = deployment !== undefined && !hasEnded(deployment);
  const parts = [
    kindOf(slot),
    isUnderWay && 'deploying',
    slot.log !== null && 'output',
    slot.buildLog !== null && 'built',
    slot.reservation !== null && 'reserved',
  ];
  return parts.filter(Boolean).join('.');
}

function kindOf(slot: Slot): string {
  if (isFree(slot)) return rowKind.slotFree;
  if (slot.live) return rowKind.slotLive;
  if (slot.state === 'stopping') return rowKind.slotStopping;
  return slot.url === null ? rowKind.slotBusy : rowKind.slotServing;
}
