import { l10n } from 'vscode';
import { rowKind } from '../../contributions.ts';
import type { KeptValue } from '../keptValue.ts';
import type { RowView } from '../rowView.ts';
import { type BranchArrangement, branchGrouping, isFiltered, noState, noTeam } from './branchArrangement.ts';
import { presentBranch } from './branchPresentation.ts';
import { relatedBranches } from './branchRelations.ts';
import { branchStates, type Viewer } from './branchState.ts';
import { branchTooltip } from './branchTooltip.ts';
import { filterMessage, stateLabel } from './branchWords.ts';

/** Branches as a person arranged them; at first by team. What belongs to no team is listed as such. */
export function branchesView(
  memory: KeptValue<BranchArrangement>,
  viewer: () => Viewer,
): RowView<'branches'> {
  const grouped = () => memory.current.group;
  return {
    resource: 'branches',
    empty: l10n.t('No branches yet'),
    grouping: (store) => branchGrouping(memory.current, store, viewer),
    related: relatedBranches,
    keptGroups: (store) =>
      grouped() === 'team' && !isFiltered(memory.current) ? [...store.rows('teams').keys()] : [],
    message: (shown, total) => filterMessage(memory.current, shown, total),
    presentGroup: ([name = ''], count) => presentGroup(name, count, grouped()),
    teamOf: ([name]) => (grouped() === 'team' && name !== noTeam ? name : undefined),
    presentRow: (branch, store) => presentBranch(branch, store, viewer()),
    tooltip: branchTooltip,
  };
}

function presentGroup(name: string, count: number, group: string) {
  const label = groupTitle(name, group);
  const isTeam = group === 'team' && name !== noTeam;
  return {
    label,
    description: String(count),
    icon: groupIcon(name, group),
    contextValue: isTeam ? rowKind.team : rowKind.group,
    spoken: isTeam
      ? l10n.t('Team {0}, {1} branches', label, count)
      : l10n.t('{0}, {1} branches', label, count),
  };
}

function groupTitle(name: string, group: string): string {
  if (group === 'state') {
    const state = branchStates.find((one) => one === name);
    return state ? stateLabel(state) : l10n.t('Ready');
  }
  if (name !== noTeam) return name;
  return group === 'team' ? l10n.t('No team') : l10n.t('No author');
}

function groupIcon(name: string, group: string): string {
  if (group === 'author') return 'account';
  if (group === 'state') return name === noState ? 'pass' : 'tag';
  return name === noTeam ? 'question' : 'organization';
}
