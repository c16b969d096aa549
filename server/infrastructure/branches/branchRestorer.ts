import type { RestoreBranch } from '../../protocol/branchDeletion.ts';
import type { CommandMeta } from '../events/subject.ts';
import { checkBranchName } from '../git/branchName.ts';
import { obstructingBranch } from '../git/references.ts';
import { changeRefs } from '../git/refTransaction.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import type { Protection } from '../protection/protection.ts';
import type { BranchChanges } from './branchChanges.ts';
import type { BranchMonitor } from './branchMonitor.ts';
import { decideRestore, type RestoreBranchFacts } from './decideRestore.ts';
import { keptRef, listKeptBranches } from './keptBranches.ts';

export interface BranchRestorerParts {
  readonly repository: Repository;
  readonly changes: BranchChanges;
  readonly monitor: BranchMonitor;
  readonly protection: Protection;
}

/** Brings deleted branches back. */
export class BranchRestorer {
  readonly #parts: BranchRestorerParts;

  constructor(parts: BranchRestorerParts) {
    this.#parts = parts;
  }

  /**
   * Restores the branch and gives its name once the rows show it.
   * @throws {Refusal} `invalid-name`, `not-found`, `branch-exists`, `not-allowed`, `git-failed`
   */
  async restore(request: RestoreBranch, meta: CommandMeta): Promise<string> {
    const { repository, changes, monitor, protection } = this.#parts;
    const as = request.as ?? request.name;
    await checkBranchName(repository.git, as);
    await protection.allow({ action: 'create', branch: as, actor: meta.actor });
    await changes.exclusively(as, async () => {
      const facts = await this.#facts(request, as);
      const asked = { decide: () => decideRestore(facts), perform: () => this.#perform(facts) };
      return changes.apply(as, asked, meta);
    });
    await monitor.refresh();
    return as;
  }

  async #facts({ name, deletedAt }: RestoreBranch, as: string): Promise<RestoreBranchFacts> {
    const { repository } = this.#parts;
    const [kept, existing, obstacle] = await Promise.all([
      listKeptBranches(repository),
      resolveCommit(repository.git, `refs/heads/${as}`),
      obstructingBranch(repository.git, as),
    ]);
    const wanted = kept.find(
      (one) => one.name === name && (deletedAt === undefined || one.deletedAt === deletedAt),
    );
    return { name, as, kept: wanted, exists: existing !== undefined, obstacle };
  }

  async #perform({ as, kept }: RestoreBranchFacts): Promise<void> {
    if (!kept) return;
    const { name, commit, deletedAt } = kept;
    await changeRefs(
      this.#parts.repository,
      [
        { ref: `refs/heads/${as}`, from: undefined, to: commit },
        { ref: keptRef(name, deletedAt), from: commit, to: undefined },
      ],
      'branch: restored by swarm',
    );
  }
}
