import { l10n } from 'vscode';
import type { BranchArrangement, BranchGroup, BranchSort } from './branchArrangement.ts';
import { isFiltered } from './branchArrangement.ts';
import type { BranchState } from './branchState.ts';

/** What a state is called where branches are chosen or grouped by it. */
export function stateLabel(state: BranchState): string {
  const labels: { readonly [State in BranchState]: string } = {
    conflicts: l10n.t('Conflicts'),
    queued: l10n.t('In the merge queue'),
    dirty: l10n.t('Uncommitted changes'),
    behind: l10n.t('Behind the base'),
    stale: l10n.t('Stale'),
    merged: l10n.t('Merged'),
    mine: l10n.t('Mine'),
  };
  return labels[state];
}

export function sortLabel(sort: BranchSort): string {
  const labels: { readonly [Sort in BranchSort]: string } = {
    name: l10n.t('Name'),
    activity: l10n.t('Last commit'),
    ahead: l10n.t('Commits ahead'),
    conflicts: l10n.t('Conflicts'),
  };
  return labels[sort];
}

export function groupLabel(group: BranchGroup): string {
  const labels: { readonly [Group in BranchGroup]: string } = {
    team: l10n.t('Team'),
    author: l10n.t('Author'),
    state: l10n.t('State'),
    none: l10n.t('No groups'),
  };
  return labels[group];
}

/** Which filter is on and how much it leaves; undefined where none is. */
export function filterMessage(
  arrangement: BranchArrangement,
  shown: number,
  total: number,
): string | undefined {
  if (!isFiltered(arrangement)) return undefined;
  const { text, states } = arrangement;
  const parts = [
    ...(text === '' ? [] : [l10n.t('"{0}"', text)]),
    ...(states.length === 0 ? [] : [states.map(stateLabel).join(', ')]),
  ];
  return l10n.t('{0} of {1} branches: {2}', shown, total, parts.join(' · '));
}
