import { l10n } from 'vscode';
import type { DisagreementKind } from '../../../server/protocol/reconciliation.ts';

/** What a kind of disagreement is called. */
export function disagreementLabel(kind: DisagreementKind): string {
  const labels: { readonly [Kind in DisagreementKind]: string } = {
    total: l10n.t('Totals that are not the sum of their tasks'),
    progress: l10n.t('Progress beyond the total'),
    contributions: l10n.t('Contributions that add up to something else'),
    percentage: l10n.t('Percentages that are not those of their fractions'),
    'declared-twice': l10n.t('Declared twice, differently'),
    'agent-points': l10n.t('Agents with several point totals'),
    completed: l10n.t('Completed here, but not there'),
    'claimed-by': l10n.t('Claimed by several agents'),
    lines: l10n.t('Line counts that are not those of the file'),
    unreadable: l10n.t('Files or figures that cannot be read'),
  };
  return labels[kind];
}
