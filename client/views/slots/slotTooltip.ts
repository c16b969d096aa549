import { l10n, type MarkdownString } from 'vscode';
import type { FailedCheck, Slot, SlotCheck } from '../../../server/protocol/slots.ts';
import { Tooltip } from '../tooltip.ts';
import { trafficText } from './slotPresentation.ts';
import { slotStateLabel } from './slotWords.ts';

/** A status, all headers that are kept, and the beginning of a body. */
const mostFailedLines = 32;

/** Everything known of a slot. */
export function slotTooltip(slot: Slot): MarkdownString {
  const { reservation } = slot;
  return new Tooltip(slot.id)
    .fact(l10n.t('State'), slotStateLabel(slot.state))
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
    .fact(l10n.t('Reserved by'), reservation && `${reservation.by}: ${reservation.reason}`)
    .time(l10n.t('Reserved until'), reservation?.until)
    .fact(l10n.t('Problem'), slot.problem)
    .list(l10n.t('Instances'), slot.instances.length > 1 ? slot.instances.map(instanceLine) : [])
    .list(l10n.t('Health checks'), slot.checks.map(checkLine))
    .list(l10n.t('Failed check'), slot.failedCheck ? failedCheckLines(slot.failedCheck) : [], mostFailedLines)
    .build();
}

function requestsText({ traffic }: Slot): string | undefined {
  if (traffic === null) return undefined;
  const { requests, failures, connections, p95Milliseconds } = traffic;
  const counts = l10n.t('{0}, {1} failed, {2} open now', requests, failures, connections);
  if (p95Milliseconds === null) return counts;
  return l10n.t('{0}; 95 % within {1} ms', counts, Number(p95Milliseconds.toFixed(1)));
}

/** What an instance is, and where: `0: healthy at http://127.0.0.1:8080`. */
function instanceLine({ instance, state, url, problem }: Slot['instances'][number]): string {
  const what = problem === null ? slotStateLabel(state) : `${slotStateLabel(state)}: ${problem}`;
  return url === null ? l10n.t('{0}: {1}', instance, what) : l10n.t('{0}: {1}, at {2}', instance, what, url);
}

/** What a health check says: `GET /health: passes; last answer 200 in 3.1 ms`. */
export function checkLine({ name, passing, answer }: SlotCheck): string {
  const state = passing ? l10n.t('passes') : l10n.t('does not pass');
  if (answer === null) return l10n.t('{0}: {1}, not asked yet', name, state);
  const said = answer.ok ? l10n.t('well') : l10n.t('not well');
  const status = answer.status === null ? said : `${answer.status}`;
  return l10n.t('{0}: {1}; last answer {2} in {3} ms', name, state, status, answer.milliseconds.toFixed(1));
}

/** The answer that was bad, as it came. */
function failedCheckLines({ name, status, headers, body }: FailedCheck): string[] {
  return [
    status === null ? l10n.t('{0}: no status', name) : l10n.t('{0}: status {1}', name, status),
    ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
    ...(body === '' ? [] : [body]),
  ];
}
