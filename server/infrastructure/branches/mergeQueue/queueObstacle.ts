import type { Configuration } from '../../../protocol/configuration/configuration.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import { workTreeObstacle } from '../../git/workTreeUpdate.ts';
import { targetHolder } from './landTrial.ts';
import { checksOf, forbiddenCheck, forbiddenSentence } from './queueChecks.ts';
import type { QueueMember } from './queueState.ts';

/** Why a target cannot be moved now: a sentence a person can act on; undefined where it can. */
export async function targetObstacle(
  repository: Repository,
  { mergeQueue }: Configuration,
  target: string,
): Promise<string | undefined> {
  const [commit, holder] = await Promise.all([
    resolveCommit(repository.git, `refs/heads/${target}`),
    targetHolder(repository, target),
  ]);
  if (commit === undefined) return `There is no branch ${target} any more.`;
  if (!holder) return undefined;
  const { how, path: folder } = holder;
  if (mergeQueue.checkedOutTarget === 'wait' || how !== 'checked out')
    return `${target} is ${how} in ${folder}, which would be out of step once it moves. Switch to another branch there, or set mergeQueue.checkedOutTarget to "fast-forward" in swarm.json.`;
  const inTheWay = await workTreeObstacle({ repository, folder, from: commit, to: commit });
  if (inTheWay === 'locked')
    return `${target} is checked out in ${folder}, where another git works or was ended by force. Wait for it, or remove the file index.lock in git's folder of that work tree where none runs.`;
  return inTheWay === undefined
    ? undefined
    : `${target} is checked out in ${folder}, where files are changed. Commit or stash them, or switch to another branch there.`;
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
