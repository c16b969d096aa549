import { Refusal } from '../../refusal.ts';
import type { LeftOut } from './activeBranches.ts';
import type { MatrixPlan } from './conflictMatrix.ts';

const reasons: Readonly<Record<LeftOut, string>> = {
  merged: 'it is merged into the base',
  inactive: 'its last commit is older than the branches.activeDays of swarm.json',
  overLimit: 'there are more active branches than are compared, and its last commit is among the oldest',
};

/**
 * Holds a name to the branches that are compared.
 * @throws {Refusal} `not-found` with the reason why the branch is none of them
 */
export function checkCompared(name: string, { active, leftOut, base }: MatrixPlan): void {
  if (name === base || active.some((branch) => branch.name === name)) return;
  const reason = leftOut.get(name);
  const quoted = JSON.stringify(name);
  throw new Refusal(
    'not-found',
    reason === undefined
      ? `There is no branch ${quoted}.`
      : `The branch ${quoted} is not compared with others: ${reasons[reason]}.`,
  );
}
