import type { Branch } from '../../../protocol/branches.ts';
import type { ConflictMatrix } from '../../../protocol/conflicts.ts';

/** Branches compared with each other: beyond this many the pairs would keep a machine busy for minutes. */
const maximumActive = 200;

const millisecondsOfDay = 86_400_000;

/** Why a branch is not compared with others. */
export type LeftOut = keyof ConflictMatrix['leftOut'];

export interface BranchSelection {
  /** Branches to compare, the newest first; the base is none of them. */
  readonly active: readonly Branch[];
  readonly leftOut: ReadonlyMap<string, LeftOut>;
}

/**
 * Chooses the branches that are not merged into the base and whose last commit is not older than `activeDays`; of too
 * many the newest ones.
 */
export function selectActive(
  branches: readonly Branch[],
  activeDays: number,
  now: number,
  maximum = maximumActive,
): BranchSelection {
  const since = activeSince(activeDays, now);
  const leftOut = new Map<string, LeftOut>();
  const open: Branch[] = [];
  for (const branch of branches) {
    if (branch.base) continue;
    if (branch.ahead === 0) leftOut.set(branch.name, 'merged');
    else if (Date.parse(branch.committedAt) < since) leftOut.set(branch.name, 'inactive');
    else open.push(branch);
  }
  open.sort(newestFirst);
  for (const { name } of open.slice(maximum)) leftOut.set(name, 'overLimit');
  return { active: open.slice(0, maximum), leftOut };
}

/** The time that the last commit of an active branch is not before, in milliseconds since 1970. */
export function activeSince(activeDays: number, now: number): number {
  return now - activeDays * millisecondsOfDay;
}

function newestFirst(one: Branch, other: Branch): number {
  return compare(other.committedAt, one.committedAt) || compare(one.name, other.name);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
