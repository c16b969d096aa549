import { l10n } from 'vscode';
import type { Slot } from '../../../server/protocol/slots.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { approvalText } from '../../views/deployments/deploymentPresentation.ts';
import { deploymentIn } from '../../views/deployments/deploymentRelations.ts';
import { checkLine } from '../../views/slots/slotTooltip.ts';
import { slotStateLabel } from '../../views/slots/slotWords.ts';
import { changeLines, changesSinceLive } from './releaseChanges.ts';

/** Both sides of a switch with their health, what comes and goes, and who approved it: what a person agrees to. */
export async function switchDetail(
  session: RepositorySession,
  live: Slot | undefined,
  slot: Slot | null,
  signal: AbortSignal,
): Promise<string> {
  const ends = l10n.t('Requests under way end where they began.');
  const address = (slot ?? live)?.address ?? null;
  const sides = [
    ...(address === null ? [] : [l10n.t('Address: {0}', address)]),
    l10n.t('Now: {0}', live === undefined ? l10n.t('no slot') : sideText(live)),
    l10n.t('Then: {0}', slot === null ? l10n.t('no slot') : sideText(slot)),
  ];
  if (slot === null) return [...sides, ends].join('\n');
  const changes =
    slot.commit === null ? undefined : await changesSinceLive(session, slot, slot.commit, signal);
  const lines = [
    ...sides,
    ...slot.checks.map(checkLine),
    approvedText(session, slot),
    '',
    ...changeLines(changes),
    '',
    ends,
  ];
  return lines.join('\n');
}

/** One side: `slot-1, healthy, main (0123abcd)`. */
function sideText({ slot, state, revision, commit }: Slot): string {
  return `${slot}, ${slotStateLabel(state)}, ${revision ?? ''} (${commit?.slice(0, 8) ?? ''})`;
}

function approvedText({ store }: RepositorySession, slot: Slot): string {
  const deployment = deploymentIn(slot, store);
  if (deployment?.commit !== slot.commit || !deployment) return l10n.t('No deployment brought it there.');
  const { id, approvals, bypass, requestedBy } = deployment;
  if (bypass) return l10n.t('Deployment #{0}: {1} passed over the rules: {2}', id, bypass.by, bypass.reason);
  if (approvals === null) return l10n.t('Deployment #{0} by {1}; no approval is asked for.', id, requestedBy);
  const given = approvals.given.map(approvalText).join(', ');
  return given === ''
    ? l10n.t('Deployment #{0} by {1}; nobody has approved it.', id, requestedBy)
    : l10n.t('Deployment #{0} by {1}, approved by {2}.', id, requestedBy, given);
}
