import { l10n } from 'vscode';
import type { SlotState } from '../../../server/protocol/slots.ts';

/** What a state is called in rows, lists and dialogs. */
export function slotStateLabel(state: SlotState): string {
  const labels: { readonly [State in SlotState]: string } = {
    idle: l10n.t('idle'),
    starting: l10n.t('starting'),
    healthy: l10n.t('healthy'),
    unhealthy: l10n.t('unhealthy'),
    unknown: l10n.t('unknown'),
    failed: l10n.t('failed'),
    stopping: l10n.t('stopping'),
  };
  return labels[state];
}
