import { l10n, window } from 'vscode';
import { askFilter } from '../../input/filterPick.ts';
import { pickOne } from '../../input/questions.ts';
import {
  branchGroups,
  branchSorts,
  defaultArrangement,
  parseArrangement,
} from '../../views/branches/branchArrangement.ts';
import { type BranchState, branchStates } from '../../views/branches/branchState.ts';
import { groupLabel, sortLabel, stateLabel } from '../../views/branches/branchWords.ts';
import type { CommandFunction } from '../commandContext.ts';

/** Leaves out of the Branches view what has not the words typed or none of the states ticked; shows it while typing. */
export const filterBranches: CommandFunction = async ({ views }, argument) => {
  const { arrangement } = views;
  const before = arrangement.current;
  if (typeof argument === 'object' && argument !== null && ('text' in argument || 'states' in argument)) {
    await arrangement.change(parseArrangement(argument, before));
    return;
  }
  try {
    await arrangement.change(await askBranchFilter(before, (changes) => arrangement.preview(changes)));
  } catch (error) {
    arrangement.preview(before);
    throw error;
  }
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
  views.arrangement.change({ text: defaultArrangement.text, states: defaultArrangement.states });

/** Orders the branches inside their groups. */
export const sortBranches: CommandFunction = async ({ views }, argument) => {
  const { current } = views.arrangement;
  const given = givenValue(argument, 'sort', branchSorts);
  const choices = branchSorts.map((value) => ({
    label: sortLabel(value),
    ...mark(value === current.sort),
    value,
  }));
  const title = l10n.t('Sort Branches');
  const place = { title, step: 1, total: 1 };
  const sort = given ?? (await pickOne({ placeholder: l10n.t('Sort by'), choices }, place));
  await views.arrangement.change({ sort });
};

/** Puts the branches under other groups. */
export const groupBranches: CommandFunction = async ({ views }, argument) => {
  const { current } = views.arrangement;
  const given = givenValue(argument, 'group', branchGroups);
  const choices = branchGroups.map((value) => ({
    label: groupLabel(value),
    ...mark(value === current.group),
    value,
  }));
  const title = l10n.t('Group Branches');
  const place = { title, step: 1, total: 1 };
  const group = given ?? (await pickOne({ placeholder: l10n.t('Group by'), choices }, place));
  await views.arrangement.change({ group });
};

function mark(isCurrent: boolean): { description?: string } {
  return isCurrent ? { description: l10n.t('now') } : {};
}

function givenValue<Value extends string>(
  argument: unknown,
  name: string,
  known: readonly Value[],
): Value | undefined {
  const given = typeof argument === 'object' && argument !== null ? Reflect.get(argument, name) : undefined;
  return known.find((value) => value === given);
}
