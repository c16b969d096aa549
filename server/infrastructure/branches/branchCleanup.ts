import type { Cleanup, CleanupCandidate, CleanupOutcome } from '../../protocol/branchCleanup.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import { type BaseBranch, findBase } from '../git/baseBranch.ts';
import { type MergedHow, mergedInto } from '../git/mergedPatches.ts';
import { type BranchReference, listBranches } from '../git/references.ts';
import type { Repository } from '../git/repository.ts';
import { branchHolders } from '../git/worktreeList.ts';
import { Refusal } from '../refusal.ts';
import type { BranchDeleter } from './branchDeleter.ts';
import { branchSubject } from './branchSubject.ts';

const millisecondsOfDay = 86_400_000;

export interface BranchCleanupParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly deleter: BranchDeleter;
  readonly commands: CommandStore;
  /** Existing folder for what git writes to find out. */
  readonly scratch: string;
}

/** Finds the branches that may go, and deletes those that a person has looked at. */
export class BranchCleanup {
  readonly #parts: BranchCleanupParts;
  /** How the base has each tip, by both commits: found out once. */
  #merged = new Map<string, MergedHow>();

  constructor(parts: BranchCleanupParts) {
    this.#parts = parts;
  }

  /**
   * Merged branches and those nobody has committed to for a while, with the reason; the base is none of them.
   * @param staleDays age of the last commit (default: `branches.activeDays`)
   */
  async candidates(staleDays: number | undefined): Promise<CleanupCandidate[]> {
    const { repository, configuration } = this.#parts;
    const { base: configured, branches } = configuration.current;
    const [references, { base }, holders] = await Promise.all([
      listBranches(repository.git),
      findBase(repository.git, configured),
      branchHolders(repository),
    ]);
    const days = staleDays ?? branches.activeDays;
    const others = references.filter((one) => one.name !== base?.name && !this.#isNew(one, days));
    const merged = await this.#mergedTips(base, others);
    return others.flatMap((reference) => {
      const found = reasonOf(reference, base, merged.get(reference.commit), days);
      if (!found) return [];
      const { name, commit, author, committedAt } = reference;
      return [{ name, commit, ...found, author, committedAt, heldBy: holders.get(name)?.path ?? null }];
    });
  }

  /** Deletes each branch that still is where it was looked at. */
  async delete({ branches }: Cleanup, meta: CommandMeta): Promise<CleanupOutcome[]> {
    const outcomes: CleanupOutcome[] = [];
    for (const { name, commit } of branches) outcomes.push(await this.#deleteOne(name, commit, meta));
    return outcomes;
  }

  /** Created lately and still where it began: somebody is about to work there, so it is not merged. */
  #isNew({ name, commit }: BranchReference, days: number): boolean {
    const { state } = this.#parts.commands.get(branchSubject, name);
    if (state.status !== 'created' || state.commit !== commit) return false;
    return Date.now() - Date.parse(state.since) < days * millisecondsOfDay;
  }

  async #deleteOne(name: string, confirm: string, meta: CommandMeta): Promise<CleanupOutcome> {
    try {
      const { commit, restorableUntil } = await this.#parts.deleter.delete({ name, confirm }, meta);
      return { state: 'deleted', name, commit, restorableUntil };
    } catch (error) {
      if (error instanceof Refusal) return { state: 'refused', name, why: error.message };
      throw error;
    }
  }

  async #mergedTips(
    base: BaseBranch | undefined,
    references: readonly BranchReference[],
  ): Promise<ReadonlyMap<string, MergedHow>> {
    if (!base) return new Map();
    const { repository, scratch } = this.#parts;
    const key = (tip: string) => `${base.commit}:${tip}`;
    const tips = [...new Set(references.map(({ commit }) => commit))];
    const missing = tips.filter((tip) => !this.#merged.has(key(tip)));
    const found = await mergedInto(repository, base.commit, missing, scratch);
    const known = this.#merged;
    // Only what may be asked for again is remembered.
    this.#merged = new Map(tips.map((tip) => [key(tip), found.get(tip) ?? known.get(key(tip))]));
    return new Map(tips.map((tip) => [tip, this.#merged.get(key(tip))]));
  }
}

function reasonOf(
  { committedAt }: BranchReference,
  base: BaseBranch | undefined,
  merged: MergedHow,
  staleDays: number,
): Pick<CleanupCandidate, 'reason' | 'why'> | undefined {
  if (base && merged === 'ancestry') return { reason: 'merged', why: `${base.name} has every commit of it.` };
  if (base && merged === 'patch')
    return {
      reason: 'merged-by-patch',
      why: `${base.name} has the same changes under other commits, squashed or rebased.`,
    };
  const days = Math.floor((Date.now() - Date.parse(committedAt)) / millisecondsOfDay);
  if (days < staleDays) return undefined;
  const unmerged = base ? `, and it is not merged into ${base.name}` : '';
  return { reason: 'stale', why: `Nobody has committed to it for ${days} days${unmerged}.` };
}
