import type { Branch } from '../../../server/protocol/branches.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { relationsOf } from './branchRelations.ts';

/** What can be said of a branch, the most important first: a branch is shown by the first that holds. */
export const branchStates = ['conflicts', 'queued', 'dirty', 'behind', 'stale', 'merged', 'mine'] as const;
export type BranchState = (typeof branchStates)[number];

const millisecondsOfDay = 86_400_000;
const defaultActiveDays = 30;

/** Who looks, and when: what "mine" and "stale" are measured by. */
export interface Viewer {
  /** Names the person commits under. */
  readonly names: readonly string[];
  readonly now: number;
}

/** Everything that holds for a branch. */
export function statesOf(branch: Branch, store: LiveStore, viewer: Viewer): ReadonlySet<BranchState> {
  const relations = relationsOf(store);
  const contained = !branch.base && branch.ahead === 0;
  const holds: { readonly [State in BranchState]: boolean } = {
    conflicts: !branch.base && conflictCount(branch, store) > 0,
    queued: relations.queuedAs(branch.name) !== undefined,
    dirty: (branch.worktree?.dirty ?? 0) > 0,
    behind: !branch.base && !contained && (branch.behind ?? 0) > 0,
    stale: !branch.base && !contained && ageInDays(branch, viewer.now) > activeDays(store),
    merged: contained && branch.behind !== 0,
    mine: viewer.names.includes(branch.author),
  };
  return new Set(branchStates.filter((state) => holds[state]));
}

/** How many branches it conflicts with, the base included. */
export function conflictCount(branch: Branch, store: LiveStore): number {
  const pairs = relationsOf(store).conflictsOf(branch.name);
  const withBase = branch.conflict.state === 'conflict' && !pairs.some((pair) => pair.base);
  return pairs.length + Number(withBase);
}

function ageInDays({ committedAt }: Branch, now: number): number {
  return (now - Date.parse(committedAt)) / millisecondsOfDay;
}

function activeDays(store: LiveStore): number {
  return store.get('service', 'service')?.activeDays ?? defaultActiveDays;
}
