import type { EventDraft } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import { createRequested } from './branchSubject.ts';

/** A creation with what git knows about it. */
export interface CreateBranchFacts {
  readonly name: string;
  readonly team: string | null;
  /** The revision asked for, or the base. */
  readonly from: string;
  /** What `from` stands for; undefined where it stands for nothing. */
  readonly commit: string | undefined;
  readonly exists: boolean;
  /** A branch that git cannot keep beside one of this name. */
  readonly obstacle: string | undefined;
}

/**
 * Allows a creation.
 * @throws {Refusal} `branch-exists`, `unknown-revision`
 */
export function decideCreate(facts: CreateBranchFacts): EventDraft[] {
  const { name, team, from, commit, exists, obstacle } = facts;
  if (exists) throw new Refusal('branch-exists', `There is already a branch ${name}.`, { name });
  if (obstacle !== undefined)
    throw new Refusal(
      'branch-exists',
      `git cannot keep a branch ${name} beside the branch ${obstacle}; choose another name.`,
      { name: obstacle },
    );
  if (commit === undefined)
    throw new Refusal('unknown-revision', `${JSON.stringify(from)} names no commit of this repository.`, {
      from,
    });
  return [createRequested(commit, from, team)];
}
