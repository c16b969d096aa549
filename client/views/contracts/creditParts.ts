import { l10n } from 'vscode';
import type { Contract, Credit } from '../../../server/protocol/contracts.ts';
import { commandId, rowKind } from '../../contributions.ts';
import type { RowPart } from '../rowView.ts';
import { Tooltip } from '../tooltip.ts';

/** The row of a contract has this many credits at most. */
const inRow = 20;

/** Who has got points of a contract, newest first, and the way to all entries where there are more. */
export function creditParts(contract: Contract): RowPart[] {
  const parts = contract.credits.toReversed().map(creditPart);
  return contract.credits.length < inRow ? parts : [...parts, allEntriesPart()];
}

function creditPart(credit: Credit): RowPart {
  const { seq, agent, points, reason, reversed, task } = credit;
  const taken = reversed ? [l10n.t('taken back')] : [];
  return {
    id: String(seq),
    presentation: {
      label: agent,
      description: [`+${points}`, ...taken, reason].join(' · '),
      ...(reversed
        ? { icon: 'discard', color: 'disabledForeground' }
        : { icon: 'star-full', color: 'charts.yellow' }),
      contextValue: reversed || task !== null ? rowKind.creditSettled : rowKind.credit,
      spoken: [l10n.t('{0} points to {1}: {2}', points, agent, reason), ...taken].join(', '),
    },
    tooltip: () =>
      new Tooltip(agent)
        .fact(l10n.t('Points'), points)
        .fact(l10n.t('For task'), task)
        .fact(l10n.t('Reason'), reason)
        .fact(l10n.t('Credited by'), credit.actor)
        .time(l10n.t('Time'), credit.time)
        .fact(l10n.t('Entry'), seq)
        .fact(l10n.t('State'), taken[0])
        .build(),
  };
}

function allEntriesPart(): RowPart {
  const label = l10n.t('All Entries…');
  return {
    id: 'entries',
    presentation: { label, icon: 'history', contextValue: rowKind.status, spoken: label },
    tooltip: () => new Tooltip(label).build(),
    opens: commandId.showContractEntries,
  };
}
