import type { MergeFence } from '../../agents/leases/mergeFence.ts';
import { gitFailed } from '../../git/gitClient.ts';
import { gitWithInput } from '../../git/gitWithInput.ts';
import type { Repository } from '../../git/repository.ts';
import { pathObstacle } from '../../protection/protectedPaths.ts';
import { actObstacle, type Protection } from '../../protection/protection.ts';
import { belongsTo } from '../../protection/roles.ts';
import { Refusal } from '../../refusal.ts';
import type { QueuedBranch } from './queueState.ts';

/** A branch that is to land, who wants it, and the names of the checks that its result passes. */
export interface MergeRight {
  readonly repository: Repository;
  readonly protection: Protection;
  readonly target: string;
  readonly member: Pick<QueuedBranch, 'branch' | 'commit' | 'team' | 'policy'>;
  readonly actor: string;
  readonly checks: readonly string[];
  /** Leases of agents on files; undefined where there are none. */
  readonly fence?: MergeFence | undefined;
}

/**
 * Why a branch may not land: a rule of the target, files that another team protects, or files that another agent holds;
 * a sentence. Asked when it is enqueued, when its result is made and when that is to land, because all of that may be
 * different by then.
 */
export async function mergeObstacle(right: MergeRight): Promise<string | undefined> {
  const { repository, protection, target, member, actor, checks, fence } = right;
  const policy = await protection.policy();
  const act = { action: 'merge', branch: target, merged: member.branch, actor, checks } as const;
  const mergeCommits = member.policy === 'merge';
  const obstacle = await actObstacle(repository, policy, { ...act, mergeCommits });
  if (obstacle) return obstacle.message;
  const isProtected =
    target === policy.base &&
    Object.values(policy.teams).some(({ protectedPaths }) => protectedPaths.length > 0);
  if (!isProtected && !fence?.isInUse) return undefined;
  const files = await changedOnBranch(repository, target, member.commit);
  const { branch, team } = member;
  const ofTeams = isProtected ? pathObstacle(policy, { what: branch, actor, team, files }) : undefined;
  return ofTeams ?? fence?.obstacle({ branch, actor, files });
}

/**
 * Lets only the team say that it has looked at what a branch and its target both changed.
 * @throws {Refusal} `not-allowed`
 */
export async function refuseReview(
  protection: Protection,
  team: string | null,
  actor: string,
): Promise<void> {
  const { teams, where } = await protection.policy();
  if (team !== null && belongsTo(teams, team, actor)) return;
  const whose = team === null ? 'the branch has no team' : `only the lead and the members of ${team} can`;
  throw new Refusal(
    'not-allowed',
    `${actor} cannot say that it is reviewed: ${whose} (swarm.json ${where}).`,
  );
}

/** Files that a branch changed since it left the target. */
async function changedOnBranch(repository: Repository, target: string, commit: string): Promise<string[]> {
  const plain = ['--name-only', '--no-ext-diff', '--no-renames', '-z'];
  const range = `refs/heads/${target}...${commit}`;
  const { text, complaint, succeeded } = await gitWithInput(
    repository.workTree,
    ['diff', ...plain, range, '--'],
    '',
  );
  // What cannot be seen is not allowed either.
  if (!succeeded) throw gitFailed(`tell what ${commit} changes`, complaint);
  return text.split('\0').filter((file) => file !== '');
}
