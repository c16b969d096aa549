import type { AddWorktree, CreateBranch } from '../../protocol/branches.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import { teamOfBranch } from '../configuration/teamOfBranch.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import { checkBranchName } from '../git/branchName.ts';
import { gitFailed, gitMessage } from '../git/gitClient.ts';
import { obstructingBranch } from '../git/references.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import type { Protection } from '../protection/protection.ts';
import { Refusal } from '../refusal.ts';
import type { BranchChanges } from './branchChanges.ts';
import type { BranchMonitor } from './branchMonitor.ts';
import { type BranchState, branchCreated, branchCreateFailed, branchSubject } from './branchSubject.ts';
import type { BranchWorktrees } from './branchWorktrees.ts';
import { decideCreate } from './decideCreate.ts';

export interface BranchCreatorParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly changes: BranchChanges;
  readonly worktrees: BranchWorktrees;
  readonly monitor: BranchMonitor;
  readonly protection: Protection;
}

/** Creates branches as refs alone: no work tree and no index is touched. */
export class BranchCreator {
  readonly #parts: BranchCreatorParts;

  constructor(parts: BranchCreatorParts) {
    this.#parts = parts;
  }

  /**
   * Creates the branch and gives its name once the rows show it.
   * @throws {Refusal} `invalid-name`, `branch-exists`, `unknown-revision`, `not-found` (team), `not-allowed`, `git-failed`
   */
  async create(request: CreateBranch, meta: CommandMeta): Promise<string> {
    const name = 'name' in request ? request.name : this.#nameByTemplate(request.team, request.topic);
    await checkBranchName(this.#parts.repository.git, name);
    await this.#parts.protection.allow({ action: 'create', branch: name, actor: meta.actor });
    await this.#parts.changes.exclusively(name, () => this.#createWith(name, request, meta));
    await this.#parts.monitor.refresh();
    return name;
  }

  /**
   * Checks a branch out in a work tree of its own and gives its name once the rows show it.
   * @throws {Refusal} `not-found`, `invalid-request` (the place), `git-failed`
   */
  async addWorktree({ branch, path = true }: AddWorktree, meta: CommandMeta): Promise<string> {
    const { repository, worktrees, changes, monitor } = this.#parts;
    await checkBranchName(repository.git, branch);
    await changes.exclusively(branch, async () => {
      if ((await resolveCommit(repository.git, `refs/heads/${branch}`)) === undefined)
        throw new Refusal('not-found', `There is no branch ${branch}.`);
      if (await worktrees.has(branch)) return;
      await worktrees.add(branch, await worktrees.place(branch, path), meta.actor);
    });
    await monitor.refresh();
    return branch;
  }

  #nameByTemplate(team: string, topic: string): string {
    const { teams } = this.#parts.configuration.current;
    const found = Object.hasOwn(teams, team) ? teams[team] : undefined;
    if (!found) throw new Refusal('not-found', `There is no team ${team} in swarm.json.`);
    return `${found.branchPrefix}-${topic}`;
  }

  async #createWith(name: string, { from, worktree }: CreateBranch, meta: CommandMeta): Promise<void> {
    const { worktrees } = this.#parts;
    if (worktree === undefined) return this.#createNamed(name, from, meta);
    if (await worktrees.has(name)) return this.#createNamed(name, from, meta);
    // Before the branch, so that nothing is made where there is no room for the work tree.
    const place = await worktrees.place(name, worktree);
    await this.#createNamed(name, from, meta);
    await worktrees.add(name, place, meta.actor);
  }

  async #createNamed(name: string, revision: string | undefined, meta: CommandMeta): Promise<void> {
    const { commands, configuration, repository, monitor } = this.#parts;
    const from = revision ?? monitor.base ?? 'HEAD';
    const [commit, existing, obstacle] = await Promise.all([
      resolveCommit(repository.git, from),
      resolveCommit(repository.git, `refs/heads/${name}`),
      obstructingBranch(repository.git, name),
    ]);
    const team = teamOfBranch(name, configuration.current.teams);
    const facts = { name, team, from, commit, exists: existing !== undefined, obstacle };
    const { state } = await commands.execute(branchSubject, name, () => decideCreate(facts), meta);
    if (state.status === 'requested') await this.#perform(name, state.commit, meta.actor);
    else refuseFailed(name, state);
  }

  async #perform(name: string, commit: string, actor: string): Promise<void> {
    const { commands, repository } = this.#parts;
    // Create-only: the old value of zeros makes git refuse where the branch came into being meanwhile.
    const reason = ['--create-reflog', '-m', 'branch: created by swarm'];
    const update = ['update-ref', ...reason, `refs/heads/${name}`, commit];
    const error = await repository.git.raw([...update, '0'.repeat(commit.length)]).then(
      () => undefined,
      (cause: unknown) => ({ cause }),
    );
    const outcome = error ? branchCreateFailed(gitMessage(error.cause)) : branchCreated(commit);
    await commands.execute(branchSubject, name, () => [outcome], { actor });
    if (error) throw gitFailed(`create the branch ${name}`, error.cause);
  }
}

/** A repeated request gets the answer the first one got. */
function refuseFailed(name: string, state: BranchState): void {
  if (state.status === 'failed')
    throw new Refusal('git-failed', `git could not create the branch ${name}: ${state.reason}`);
}
