import type { Branch } from '../../../protocol/branches.ts';
import { type Conflict, type ConflictMatrix, maximumFilesOfPair } from '../../../protocol/conflicts.ts';
import type { MergeOutcome } from '../../git/mergeForecast.ts';
import { type BranchSelection, type LeftOut, selectActive } from './activeBranches.ts';
import { type BranchPair, branchPairs, type NamedPair, namedPair } from './branchPairs.ts';

export interface MatrixFacts {
  /** Name of the base; null where there is none. */
  readonly base: string | null;
  readonly branches: readonly Branch[];
  readonly activeDays: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What is compared with what. */
export interface MatrixPlan extends BranchSelection {
  readonly base: string | null;
  readonly pairs: readonly BranchPair[];
  /** Whether branches are still compared with the base, so that more pairs may follow. */
  readonly waiting: boolean;
}

/** A pair with its outcome; undefined while it is not known. */
export interface PairOutcome extends NamedPair {
  readonly base: boolean;
  readonly outcome: MergeOutcome | undefined;
}

/**
 * Branches that have just moved are compared with each other at the same time as with the base. Where many wait, those
 * that are merged are found out first.
 */
const fewWaiting = 4;

/** Decides which pairs are compared; those with the base are known from the branches' rows. */
export function planMatrix({ base, branches, activeDays, now }: MatrixFacts): MatrixPlan {
  const selection = selectActive(branches, activeDays, now);
  const ready = selection.active.filter((branch) => !isWaiting(branch));
  const waiting = selection.active.length - ready.length;
  const compared = waiting <= fewWaiting ? selection.active : ready;
  return { ...selection, base, pairs: branchPairs(compared), waiting: waiting > 0 };
}

/** Every pair of the plan with its outcome, those with the base first. */
export function pairOutcomes(
  { base, active, pairs }: MatrixPlan,
  outcomeOf: (pair: BranchPair) => MergeOutcome | undefined,
): PairOutcome[] {
  const withBase = base === null ? [] : active.map((branch) => baseOutcome(base, branch));
  return [
    ...withBase,
    ...pairs.map((pair) => ({ id: pair.id, a: pair.a, b: pair.b, base: false, outcome: outcomeOf(pair) })),
  ];
}

/** The row of a pair that conflicts. */
export function conflictRow({ id, a, b, base }: PairOutcome, files: readonly string[]): Conflict {
  const omitted = Math.max(0, files.length - maximumFilesOfPair);
  return { id, a, b, base, files: files.slice(0, maximumFilesOfPair), omitted };
}

/** The matrix as the API shows it; of one branch where it is named. */
export function matrixOf(
  plan: MatrixPlan,
  outcomes: readonly PairOutcome[],
  branch: string | undefined,
): ConflictMatrix {
  const shown = outcomes.filter(({ a, b }) => branch === undefined || a === branch || b === branch);
  const branches = [...(plan.base === null ? [] : [plan.base]), ...plan.active.map(({ name }) => name)];
  const complete = !plan.waiting && shown.every(({ outcome }) => outcome !== undefined);
  return {
    state: complete ? 'complete' : 'computing',
    base: plan.base,
    branches,
    leftOut: countReasons(plan.leftOut.values()),
    pairs: shown.flatMap((pair) =>
      pair.outcome?.state === 'conflict' ? [conflictRow(pair, pair.outcome.files)] : [],
    ),
    computing: computingPairs(branches, shown),
    unknown: shown.flatMap(({ a, b, outcome }) =>
      outcome?.state === 'unknown' ? [{ a, b, why: outcome.why }] : [],
    ),
  };
}

function computingPairs(
  branches: readonly string[],
  outcomes: readonly PairOutcome[],
): ConflictMatrix['computing'] {
  const places = new Map(branches.map((name, place) => [name, place]));
  return outcomes
    .filter(({ outcome }) => outcome === undefined)
    .map(({ a, b }) => [places.get(a) ?? 0, places.get(b) ?? 0]);
}

function baseOutcome(base: string, branch: Branch): PairOutcome {
  const outcome = isWaiting(branch) ? undefined : branch.conflict;
  return { ...namedPair(base, branch.name), base: true, outcome };
}

function isWaiting({ conflict }: Branch): boolean {
  return conflict.state === 'unknown' && conflict.why === 'computing';
}

function countReasons(reasons: Iterable<LeftOut>): ConflictMatrix['leftOut'] {
  const counts = { merged: 0, inactive: 0, overLimit: 0 };
  for (const reason of reasons) counts[reason] += 1;
  return counts;
}
