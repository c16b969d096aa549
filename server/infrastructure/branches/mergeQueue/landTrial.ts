import type { Configuration } from '../../../protocol/configuration/configuration.ts';
import { changeRefs } from '../../git/refTransaction.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import { updateWorkTree, workTreeObstacle } from '../../git/workTreeUpdate.ts';
import { type BranchHolder, branchHolders } from '../../git/worktreeList.ts';
import type { Trial } from './queueState.ts';

/** A result that is to land. */
export interface Landing {
  readonly repository: Repository;
  readonly target: string;
  readonly trial: Pick<Trial, 'onto' | 'commit'>;
  readonly checkedOutTarget: Configuration['mergeQueue']['checkedOutTarget'];
}

/** The work tree that would be out of step if the branch moved. */
export async function targetHolder(
  repository: Repository,
  target: string,
): Promise<BranchHolder | undefined> {
  const holder = (await branchHolders(repository)).get(target);
  return holder?.missing === true ? undefined : holder;
}

/**
 * Moves the target where it still stands where it stood, in one step; asked again after a crash it finds out how it
 * went. A work tree that has the target checked out follows where that is wanted and nothing in it is changed.
 * @returns `moved` or `blocked` where nothing was changed
 * @throws {Refusal} `git-failed` where git cannot write, e.g. because of a lock or a full disk
 */
export async function landTrial(landing: Landing): Promise<'landed' | 'moved' | 'blocked'> {
  const { repository, target, trial, checkedOutTarget } = landing;
  const holder = await targetHolder(repository, target);
  const step = holder && { repository, folder: holder.path, from: trial.onto, to: trial.commit };
  const follows =
    step !== undefined &&
    checkedOutTarget === 'fast-forward' &&
    holder?.how === 'checked out' &&
    (await workTreeObstacle(step)) === undefined;
  const landed = await hasLanded(landing);
  if (!landed && step && !follows) return 'blocked';
  if (!landed && !(await moveTarget(landing))) return 'moved';
  if (follows) await updateWorkTree(step);
  return 'landed';
}

/** Nobody else knows the commit of a result: where it is part of the target, the target was moved to it. */
async function hasLanded({ repository: { git }, target, trial }: Landing): Promise<boolean> {
  const now = await resolveCommit(git, `refs/heads/${target}`);
  if (now === undefined || now === trial.onto) return false;
  return (await git.raw(['rev-list', '--count', `${now}..${trial.commit}`])).trim() === '0';
}

/** False where the target is something else by now. */
async function moveTarget({ repository, target, trial }: Landing): Promise<boolean> {
  const ref = `refs/heads/${target}`;
  try {
    await changeRefs(repository, [{ ref, from: trial.onto, to: trial.commit }], 'merge queue: land');
    return true;
  } catch (error) {
    if ((await resolveCommit(repository.git, ref)) === trial.onto) throw error;
    return false;
  }
}
