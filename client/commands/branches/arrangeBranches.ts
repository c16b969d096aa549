import { l10n, window } from 'vscode';
import { askFilter } from '../../input/filterPick.ts';
import {
  branchGroups,
  branchSorts,
  defaultArrangement,
  parseArrangement,
} from '../../views/branches/branchArrangement.ts';
import { type BranchState, branchStates } from '../../views/branches/branchState.ts';
import { groupLabel, sortLabel, stateLabel } from '../../views/branches/branchWords.ts';
import type { CommandFunction } from '../commandContext.ts';
import { pickArrangement } from '../pickArrangement.ts';

/** Leaves out of the Branches view what has not the words typed or none of the states ticked; shows it while typing. */
export const filterBranches: CommandFunction = async ({ views }, argument) => {
  const { branches } = views.arrangements;
  if (typeof argument === 'object' && argument !== null && ('text' in argument || 'states' in argument))
    await branches.change(parseArrangement(argument, branches.current));
  else await branches.ask((before) => askBranchFilter(before, (changes) => branches.preview(changes)));
};

interface Filter {
  readonly text: string;
  readonly states: readonly BranchState[];
}

const askBranchFilter = (before: Filter, preview: (filter: Filter) => void) =>
  askFilter({
    pick: window.createQuickPick<{ label: string; alwaysShow: true; state: BranchState }>(),
    title: l10n.t('Filter Branches'),
    placeholder: l10n.t('Words of name, team, author or subject; ticked states are shown'),
    items: branchStates.map((state) => ({ label: stateLabel(state), alwaysShow: true as const, state })),
    text: before.text,
    isTicked: ({ state }) => before.states.includes(state),
    filterOf: (text, ticked): Filter => ({ text: text.trim(), states: ticked.map(({ state }) => state) }),
    preview,
  });

/** Shows all branches again. */
export const clearBranchFilter: CommandFunction = ({ views }) =>
  views.arrangements.branches.change({ text: defaultArrangement.text, states: defaultArrangement.states });

/** Orders the branches inside their groups. */
export const sortBranches: CommandFunction = async ({ views }, argument) => {
  const { branches } = views.arrangements;
  const sort = await pickArrangement(argument, {
    title: l10n.t('Sort Branches'),
    placeholder: l10n.t('Sort by'),
    values: branchSorts,
    current: branches.current.sort,
    name: 'sort',
    label: sortLabel,
  });
  await branches.change({ sort });
};

/** Puts the branches under other groups. */
export const groupBranches: CommandFunction = async ({ views }, argument) => {
  const { branches } = views.arrangements;
  const group = await pickArrangement(argument, {
    title: l10n.t('Group Branches'),
    placeholder: l10n.t('Group by'),
    values: branchGroups,
    current: branches.current.group,
    name: 'group',
    label: groupLabel,
  });
  await branches.change({ group });
};
