import type { Branch } from '../../../server/protocol/branches.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { Grouping } from '../rowIndex.ts';
import { holdsWords, wordsOf } from '../wordFilter.ts';
import { type BranchState, branchStates, conflictCount, statesOf, type Viewer } from './branchState.ts';

export const branchSorts = ['name', 'activity', 'ahead', 'conflicts'] as const;
export type BranchSort = (typeof branchSorts)[number];
export const branchGroups = ['team', 'author', 'state', 'none'] as const;
export type BranchGroup = (typeof branchGroups)[number];

/** How a person wants to see the branches. */
export interface BranchArrangement {
  /** Shown are those with every one of these words in name, team, author or subject; all where it is empty. */
  readonly text: string;
  /** Shown are those for which one of these holds; all where there is none. */
  readonly states: readonly BranchState[];
  readonly sort: BranchSort;
  readonly group: BranchGroup;
}

export const defaultArrangement: BranchArrangement = { text: '', states: [], sort: 'name', group: 'team' };

/** An arrangement from what was kept or given; what is not understood is as by default. */
export function parseArrangement(kept: unknown, fallback = defaultArrangement): BranchArrangement {
  if (typeof kept !== 'object' || kept === null) return fallback;
  const { text, states, sort, group } = kept as { readonly [Key in keyof BranchArrangement]?: unknown };
  return {
    text: typeof text === 'string' ? text.trim() : fallback.text,
    states: Array.isArray(states) ? branchStates.filter((one) => states.includes(one)) : fallback.states,
    sort: branchSorts.find((one) => one === sort) ?? fallback.sort,
    group: branchGroups.find((one) => one === group) ?? fallback.group,
  };
}

/** Whether some branches are left out. */
export function isFiltered({ text, states }: BranchArrangement): boolean {
  return text !== '' || states.length > 0;
}

/** Names of groups that no team and no author has. */
export const noTeam = '~';
export const noState = '~';

/** Arranges the branches of a store. The base stands above all groups. */
export function branchGrouping(
  arrangement: BranchArrangement,
  store: LiveStore,
  viewer: () => Viewer,
): Grouping<Branch> {
  const { group, sort } = arrangement;
  const words = wordsOf(arrangement.text);
  const shown = (branch: Branch) =>
    holdsWords(words, [branch.name, branch.team, branch.author, branch.subject]) &&
    hasOneOf(branch, arrangement.states, store, viewer);
  return {
    filter: isFiltered(arrangement) ? JSON.stringify([words, arrangement.states]) : undefined,
    path: (branch) => {
      if (!shown(branch)) return undefined;
      return branch.base || group === 'none' ? [] : [groupName(branch, group, store, viewer())];
    },
    rank: (branch) => rankOf(branch, sort, store),
    compareGroups: group === 'state' ? byState : byName,
    compareRows: (a, b) =>
      Number(b.base) - Number(a.base) ||
      rankOf(b, sort, store) - rankOf(a, sort, store) ||
      naturalOrder(a.name, b.name),
  };
}

function hasOneOf(
  branch: Branch,
  states: readonly BranchState[],
  store: LiveStore,
  viewer: () => Viewer,
): boolean {
  if (states.length === 0) return true;
  const own = statesOf(branch, store, viewer());
  return states.some((state) => own.has(state));
}

function groupName(
  branch: Branch,
  group: Exclude<BranchGroup, 'none'>,
  store: LiveStore,
  viewer: Viewer,
): string {
  if (group === 'team') return branch.team ?? noTeam;
  if (group === 'author') return branch.author || noTeam;
  const own = statesOf(branch, store, viewer);
  return branchStates.find((state) => state !== 'mine' && own.has(state)) ?? noState;
}

/** Greater stands above; by name all are equal. */
function rankOf(branch: Branch, sort: BranchSort, store: LiveStore): number {
  switch (sort) {
    case 'name':
      return 0;
    case 'activity':
      return Date.parse(branch.committedAt);
    case 'ahead':
      return branch.ahead ?? -1;
    case 'conflicts':
      return conflictCount(branch, store);
  }
}

function byName(a: string, b: string): number {
  return Number(a === noTeam) - Number(b === noTeam) || naturalOrder(a, b);
}

function byState(a: string, b: string): number {
  return stateRank(a) - stateRank(b);
}

function stateRank(name: string): number {
  const known: readonly string[] = branchStates;
  return known.includes(name) ? known.indexOf(name) : known.length;
}
