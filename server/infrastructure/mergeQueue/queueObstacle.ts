import type { Configuration } from '../../protocol/configuration.ts';
import type { CommandStore } from '../events/subject.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import { branchHolders } from '../git/worktreeList.ts';
import { checksOf, forbiddenCheck, forbiddenSentence } from './queueChecks.ts';
import type { QueueMember } from './queueState.ts';

/** Why a target cannot be moved now: a sentence a person can act on; undefined where it can. */
export async function targetObstacle(repository: Repository, target: string): Promise<string | undefined> {
  if ((await resolveCommit(repository.git, `refs/heads/${target}`)) === undefined)
    return `There is no branch ${target} any more.`;
  const holder = (await branchHolders(repository)).get(target);
  return holder === undefined || holder.missing
    ? undefined
    : `${target} is ${holder.how} in ${holder.path}, which would be out of step once it moves. Switch to another branch there.`;
}

/** Why checks of a batch cannot run now: a sentence; undefined where they can. */
export function checksObstacle(
  commands: CommandStore,
  configuration: Configuration,
  batch: readonly QueueMember[],
): string | undefined {
  const teams = batch.map(({ team }) => team);
  const forbidden = forbiddenCheck(commands, checksOf(configuration, teams));
  return forbidden && forbiddenSentence(forbidden);
}
