import { l10n } from 'vscode';
import type { Contract } from '../../../server/protocol/contracts.ts';
import { rowKind } from '../../contributions.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { RowPart, RowView } from '../rowView.ts';
import { contractTooltip, presentContract } from './contractPresentation.ts';
import { relatedContracts, tasksOf } from './contractRelations.ts';
import type { ContractReplies } from './contractReplies.ts';
import { creditParts } from './creditParts.ts';
import { reconciliationPart } from './disagreementParts.ts';
import { leaderboardPart } from './leaderboardParts.ts';
import { taskPart } from './taskParts.ts';

/** Contracts with their tasks and credits; below them who has earned how much, and what files disagree about. */
export function contractsView(
  replies: Pick<ContractReplies, 'leaderboard' | 'reconciliation'>,
): RowView<'contracts'> {
  return {
    resource: 'contracts',
    asksAbout: ['contracts', 'tasks'],
    empty: l10n.t('No contracts yet'),
    grouping: () => ({
      path: () => [],
      compareGroups: naturalOrder,
      rank: closedRank,
      compareRows: (a, b) => closedRank(a) - closedRank(b) || naturalOrder(a.id, b.id),
    }),
    related: relatedContracts,
    presentGroup: ([name = ''], count) => ({
      label: name,
      description: String(count),
      icon: 'checklist',
      contextValue: rowKind.group,
      spoken: name,
    }),
    presentRow: (contract) => presentContract(contract, Date.now()),
    tooltip: contractTooltip,
    parts: contractParts,
    sections: (store, repository) => [
      ...leaderboardPart(replies.leaderboard(store)),
      ...reconciliationSection(replies.reconciliation(store), store, repository),
    ],
  };
}

/** What is closed stands below. */
function closedRank({ closed }: Contract): number {
  return Number(closed !== null);
}

function contractParts(contract: Contract, store: LiveStore): RowPart[] {
  return [
    ...tasksOf(contract, store).map((task) => taskPart(task, `task:${task.task}`)),
    ...creditParts(contract),
  ];
}

/** Where there are neither contracts nor files that declare any, the welcome text says what to do. */
function reconciliationSection(
  state: ReturnType<ContractReplies['reconciliation']>,
  store: LiveStore,
  repository: string,
): RowPart[] {
  const nothing = store.rows('contracts').size === 0 && (state.reply?.total ?? 0) === 0;
  return nothing ? [] : [reconciliationPart(state, repository)];
}
