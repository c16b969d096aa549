import { l10n } from 'vscode';
import type { Contract } from '../../server/protocol/contracts.ts';
import { rowKind } from '../contributions.ts';
import { naturalOrder } from './naturalOrder.ts';
import type { RowPresentation } from './rowPresentation.ts';
import type { RowPart, RowView } from './rowView.ts';
import { Tooltip } from './tooltip.ts';

type Credit = Contract['credits'][number];

/** Contracts with their credited points; below each its credits, newest first. */
export const contractsView: RowView<'contracts'> = {
  resource: 'contracts',
  empty: l10n.t('No contracts yet'),
  grouping: () => ({
    path: () => [],
    compareGroups: naturalOrder,
    compareRows: (a, b) => naturalOrder(a.id, b.id),
  }),
  presentGroup: ([name = ''], count) => ({
    label: name,
    description: String(count),
    icon: 'checklist',
    contextValue: rowKind.group,
    spoken: name,
  }),
  presentRow: presentContract,
  tooltip: (contract) =>
    new Tooltip(contract.title)
      .fact(l10n.t('Contract'), contract.id)
      .fact(l10n.t('Total points'), contract.total)
      .fact(l10n.t('Credited'), contract.credited)
      .fact(l10n.t('Remaining'), contract.remaining)
      .fact(l10n.t('Claimed by its file'), contract.claimed)
      .fact(l10n.t('Declared in'), contract.source)
      .fact(l10n.t('Problem'), contract.problem)
      .build(),
  parts: (contract) => contract.credits.toReversed().map(creditPart),
};

function presentContract(contract: Contract): RowPresentation {
  const spent = contract.remaining <= 0;
  const points = `${contract.credited}/${contract.total}`;
  return {
    label: contract.id,
    description: [points, contract.title].join(' · '),
    ...contractIcon(contract, spent),
    contextValue: spent ? rowKind.contractSpent : rowKind.contract,
    spoken: l10n.t(
      'Contract {0}, {1} of {2} points credited, {3}',
      contract.id,
      contract.credited,
      contract.total,
      contract.problem ?? contract.title,
    ),
    children: contract.credits.length > 0 ? 'collapsed' : 'none',
  };
}

function contractIcon(contract: Contract, spent: boolean): { icon: string; color?: string } {
  if (contract.problem !== null) return { icon: 'warning', color: 'problemsWarningIcon.foreground' };
  return spent ? { icon: 'pass-filled', color: 'testing.iconPassed' } : { icon: 'checklist' };
}

function creditPart(credit: Credit): RowPart {
  return {
    id: String(credit.seq),
    presentation: {
      label: credit.agent,
      description: `+${credit.points} · ${credit.reason}`,
      icon: 'star-full',
      color: 'charts.yellow',
      contextValue: rowKind.credit,
      spoken: l10n.t('{0} points to {1}: {2}', credit.points, credit.agent, credit.reason),
    },
    tooltip: () =>
      new Tooltip(credit.agent)
        .fact(l10n.t('Points'), credit.points)
        .fact(l10n.t('Reason'), credit.reason)
        .fact(l10n.t('Credited by'), credit.actor)
        .time(l10n.t('Time'), credit.time)
        .build(),
  };
}
