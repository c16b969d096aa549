import type { SyncBranches, SyncOutcome } from '../../protocol/branchSync.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import { teamOfBranch } from '../configuration/teamOfBranch.ts';
import type { CommandMeta } from '../events/subject.ts';
import { type BaseBranch, findBase } from '../git/baseBranch.ts';
import { committerOf } from '../git/committer.ts';
import { listBranches } from '../git/references.ts';
import { changeRefs } from '../git/refTransaction.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import type { Signature } from '../git/treeMerge.ts';
import { type BranchHolder, branchHolders } from '../git/worktreeList.ts';
import type { Policy } from '../protection/policy.ts';
import { actObstacle, type Protection } from '../protection/protection.ts';
import { Refusal } from '../refusal.ts';
import type { BranchChanges } from './branchChanges.ts';
import type { BranchMonitor } from './branchMonitor.ts';
import { newerUpstream } from './remote/newerUpstream.ts';
import type { RemoteOperations } from './remote/remoteOperations.ts';
import { syncResult } from './syncResult.ts';

export interface BranchSyncParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly changes: BranchChanges;
  readonly monitor: BranchMonitor;
  readonly protection: Protection;
  readonly remote: RemoteOperations;
  /** Existing folder for git's own files. */
  readonly scratch: string;
}

/** What holds for all branches of one request. */
interface SyncGround {
  readonly base: BaseBranch;
  readonly holders: ReadonlyMap<string, BranchHolder>;
  readonly committer: Signature;
  readonly policy: Policy;
  readonly meta: CommandMeta;
}

/**
 * Brings branches up to date with the base. The result is computed without a work tree; a branch that a work tree holds
 * stays as it is, because somebody works there.
 */
export class BranchSync {
  readonly #parts: BranchSyncParts;

  constructor(parts: BranchSyncParts) {
    this.#parts = parts;
  }

  /**
   * Syncs each branch by itself and tells what came of it; resolves once the rows show it.
   * @throws {Refusal} `not-found` (team, base), `remote-failed` where it fetches first
   */
  async sync(request: SyncBranches, meta: CommandMeta): Promise<SyncOutcome[]> {
    const { repository, monitor, protection } = this.#parts;
    const [base, holders, committer, policy] = await Promise.all([
      this.#base(meta),
      branchHolders(repository),
      committerOf(repository),
      protection.policy(),
    ]);
    const ground = { base, holders, committer, policy, meta };
    const outcomes: SyncOutcome[] = [];
    for (const name of await this.#names(request, base))
      outcomes.push(await this.#one(name, request, ground));
    if (!request.dryRun) await monitor.refresh();
    return outcomes;
  }

  /** The base; what its upstream has where that is fetched first and newer. */
  async #base(meta: CommandMeta): Promise<BaseBranch> {
    const { repository, configuration, remote } = this.#parts;
    const { base: configured, branches } = configuration.current;
    if (branches.fetchBeforeSync) await remote.fetch({}, { actor: meta.actor });
    const found = await findBase(repository.git, configured);
    if (!found.base) throw new Refusal('not-found', `There is nothing to sync with: ${found.why}.`);
    return branches.fetchBeforeSync ? newerUpstream(repository, found.base) : found.base;
  }

  async #names(request: SyncBranches, base: BaseBranch): Promise<string[]> {
    if ('branches' in request) return [...new Set(request.branches)];
    const { repository, configuration } = this.#parts;
    const { teams } = configuration.current;
    if (!Object.hasOwn(teams, request.team))
      throw new Refusal('not-found', `There is no team ${request.team} in swarm.json.`);
    const branches = await listBranches(repository.git);
    return branches
      .map(({ name }) => name)
      .filter((name) => name !== base.name && teamOfBranch(name, teams) === request.team);
  }

  /** Computed and moved with no other change of the branch between. */
  #one(name: string, request: SyncBranches, ground: SyncGround): Promise<SyncOutcome> {
    return this.#parts.changes.exclusively(name, async () => {
      const outcome = await this.#allowed(await this.#outcome(name, request, ground), ground);
      if (request.dryRun || outcome.to === null) return outcome;
      return this.#move(outcome, ground);
    });
  }

  async #outcome(
    name: string,
    request: SyncBranches,
    { base, holders, committer }: SyncGround,
  ): Promise<SyncOutcome> {
    const { repository, configuration, scratch } = this.#parts;
    const refused = { name, state: 'refused' as const, to: null, files: [] };
    const tip = await resolveCommit(repository.git, `refs/heads/${name}`);
    if (tip === undefined) return { ...refused, from: null, why: `There is no branch ${name}.` };
    if (name === base.name) return { ...refused, from: tip, why: 'It is the base itself.' };
    const { teams } = configuration.current;
    const team = teamOfBranch(name, teams);
    const how = request.how ?? (team === null ? undefined : teams[team]?.sync) ?? 'merge';
    const outcome = await syncResult({ repository, name, tip, base, how, committer, scratch });
    const holder = holders.get(name);
    if (!holder || outcome.to === null) return outcome;
    const why = `It is ${holder.how} in ${holder.path}; run \`git ${how} ${base.name}\` there.`;
    return { ...refused, from: tip, why };
  }

  /** The outcome, or that a rule does not let the branch move; a dry run tells of that too. */
  async #allowed(outcome: SyncOutcome, { policy, meta }: SyncGround): Promise<SyncOutcome> {
    const { name: branch, from, to } = outcome;
    if (to === null) return outcome;
    const act = { action: 'push', branch, actor: meta.actor, mergeCommits: { from, to } } as const;
    const obstacle = await actObstacle(this.#parts.repository, policy, act);
    return obstacle ? { ...outcome, state: 'refused', to: null, why: obstacle.message } : outcome;
  }

  async #move(outcome: SyncOutcome, { base, meta }: SyncGround): Promise<SyncOutcome> {
    const { repository, changes } = this.#parts;
    const { name, from, to, state } = outcome;
    const details = { how: state, base: base.name, baseCommit: base.commit };
    const ref = { ref: `refs/heads/${name}`, from: from ?? undefined, to: to ?? undefined };
    try {
      const asked = {
        decide: () => ({ operation: 'sync', from, to, details }) as const,
        perform: () => changeRefs(repository, [ref], `branch: ${state} with ${base.name} by swarm`),
      };
      const { from: before, to: after } = await changes.apply(name, asked, meta);
      return { ...outcome, from: before, to: after };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...outcome, state: 'refused', to: null, why: error.message };
    }
  }
}
