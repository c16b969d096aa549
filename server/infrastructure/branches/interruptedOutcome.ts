import type { EventDraft } from '../events/subject.ts';
import { hasMovedTo } from '../git/reflog.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import {
  type BranchChange,
  type BranchState,
  branchCreated,
  branchCreateFailed,
  changeDone,
  changeFailed,
} from './branchSubject.ts';
import { keptRef } from './keptBranches.ts';

type Interrupted = Extract<BranchState, { status: 'requested' | 'changing' }>;

/**
 * What became of a change whose service was killed, by what git has kept of it: where the branch is now tells too little,
 * because people go on working on it while no service runs.
 */
export async function interruptedOutcome(
  repository: Repository,
  name: string,
  state: Interrupted,
): Promise<EventDraft> {
  if (state.status === 'changing') {
    const { change } = state;
    if (await wasDone(repository, name, change)) return changeDone(change);
    return changeFailed(
      change,
      `The service stopped before it could ${change.operation} the branch; it changed nothing.`,
    );
  }
  return (await wasMoved(repository, name, state.commit))
    ? branchCreated(state.commit)
    : branchCreateFailed('the service stopped before the branch was created');
}

async function wasDone(
  repository: Repository,
  name: string,
  { to, details }: BranchChange,
): Promise<boolean> {
  if (to !== null) return wasMoved(repository, name, to);
  // Kept and deleted in one step.
  const kept = keptRef(name, String(details['deletedAt']));
  return (await resolveCommit(repository.git, kept)) !== undefined;
}

async function wasMoved(repository: Repository, name: string, to: string): Promise<boolean> {
  const ref = `refs/heads/${name}`;
  return (await resolveCommit(repository.git, ref)) === to || hasMovedTo(repository, ref, to, / by swarm$/);
}
