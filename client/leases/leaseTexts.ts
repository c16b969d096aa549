import { l10n } from 'vscode';
import type { Lease } from '../../server/protocol/leases.ts';
import { plainLabel, plainMessage, plainText } from '../plainText.ts';

/** What stands in the status bar while a file that is held is open. */
export function heldLabel({ holder }: Lease, person: string): string {
  return holder === person ? `$(lock) ${l10n.t('You')}` : `$(lock) ${plainLabel(holder)}`;
}

/** What a screen reader says of it. */
export function spokenHolder({ holder }: Lease, person: string): string {
  return holder === person ? l10n.t('You hold this file') : l10n.t('{0} holds this file', holder);
}

/** What there is to know of a lease, a line for each. */
export function leaseFacts(lease: Lease, path: string): string[] {
  const { holder, subject, takenAt, expiresAt, task, reason, fence } = lease;
  return [
    l10n.t('{0} holds {1}', holder, path),
    l10n.t('by its lease on {0} (fence {1})', subject, fence),
    l10n.t('since {0}, until {1} unless it is renewed', localTime(takenAt), localTime(expiresAt)),
    ...(task === null ? [] : [l10n.t('for the task {0}', task)]),
    ...(reason === null ? [] : [reason]),
  ].map(plainText);
}

/** Said once to a person who edits what an agent holds. */
export function editWarning({ holder }: Lease, path: string): string {
  return plainMessage(
    l10n.t(
      '{0} holds {1}: the merge queue refuses changes of others to it until the lease is released.',
      holder,
      path,
    ),
  );
}

function localTime(time: string): string {
  return new Date(time).toLocaleTimeString();
}
