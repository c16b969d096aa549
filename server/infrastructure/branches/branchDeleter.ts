import type { DeleteBranch, DeletedBranch } from '../../protocol/branchDeletion.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandMeta } from '../events/subject.ts';
import { findBase } from '../git/baseBranch.ts';
import { checkBranchName } from '../git/branchName.ts';
import { changeRefs } from '../git/refTransaction.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import { branchHolders } from '../git/worktreeList.ts';
import { dirtyFiles } from '../git/worktreeStatus.ts';
import type { Protection } from '../protection/protection.ts';
import type { BranchChanges } from './branchChanges.ts';
import type { BranchMonitor } from './branchMonitor.ts';
import type { BranchChange } from './branchSubject.ts';
import { type DeleteBranchFacts, decideDelete } from './decideDelete.ts';
import { keptRef, restorableUntil } from './keptBranches.ts';
import { unmergedWork } from './unmergedWork.ts';

export interface BranchDeleterParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly changes: BranchChanges;
  readonly monitor: BranchMonitor;
  readonly protection: Protection;
  /** Existing folder for what git writes to find out. */
  readonly scratch: string;
}

/** Deletes branches that hold nothing unmerged, or what the caller confirms; each is kept under another ref. */
export class BranchDeleter {
  readonly #parts: BranchDeleterParts;

  constructor(parts: BranchDeleterParts) {
    this.#parts = parts;
  }

  /**
   * Deletes the branch and resolves once the rows show it.
   * @throws {Refusal} what `decideDelete` refuses, `not-allowed`, and `git-failed`
   */
  async delete(request: DeleteBranch, meta: CommandMeta): Promise<DeletedBranch> {
    const { repository, changes, monitor, protection } = this.#parts;
    const { name } = request;
    await checkBranchName(repository.git, name);
    await protection.allow({ action: 'delete', branch: name, actor: meta.actor });
    const change = await changes.exclusively(name, async () => {
      const facts = await this.#facts(request);
      const asked = {
        decide: () => decideDelete(facts),
        perform: (one: BranchChange) => this.#perform(name, one),
      };
      return changes.apply(name, asked, meta);
    });
    await monitor.refresh();
    const deletedAt = String(change.details['deletedAt']);
    return { name, commit: change.from ?? '', deletedAt, restorableUntil: restorableUntil(deletedAt) };
  }

  async #facts({ name, confirm }: DeleteBranch): Promise<DeleteBranchFacts> {
    const { repository, configuration, scratch } = this.#parts;
    const [commit, { base }, holders] = await Promise.all([
      resolveCommit(repository.git, `refs/heads/${name}`),
      findBase(repository.git, configuration.current.base),
      branchHolders(repository),
    ]);
    const holder = holders.get(name);
    const deletedAt = new Date().toISOString();
    const dirty = holder && !holder.missing ? await dirtyFiles(repository, holder.path).catch(() => []) : [];
    const unmerged =
      commit === undefined || confirm !== undefined
        ? { count: 0, commits: [], files: [] }
        : await unmergedWork(repository, { name, commit }, base, scratch);
    return { name, commit, confirm, base: base?.name, holder, dirtyFiles: dirty, unmerged, deletedAt };
  }

  /** Kept and deleted in one step: there is no moment at which nothing holds the commits. */
  #perform(name: string, { from, details }: BranchChange): Promise<void> {
    const commit = from ?? undefined;
    return changeRefs(
      this.#parts.repository,
      [
        { ref: keptRef(name, String(details['deletedAt'])), from: undefined, to: commit },
        { ref: `refs/heads/${name}`, from: commit, to: undefined },
      ],
      'branch: deleted by swarm',
    );
  }
}
