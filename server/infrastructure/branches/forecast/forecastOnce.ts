import type { Branch } from '../../../protocol/branches.ts';
import type { Configuration } from '../../../protocol/configuration/configuration.ts';
import type { ConflictMatrix } from '../../../protocol/conflicts.ts';
import { findBase } from '../../git/baseBranch.ts';
import { listBranches } from '../../git/references.ts';
import type { Repository } from '../../git/repository.ts';
import { BranchComparisons } from '../branchComparisons.ts';
import { branchRow } from '../branchRow.ts';
import { activeSince } from './activeBranches.ts';
import { checkCompared } from './comparedBranch.ts';
import { matrixOf, planMatrix } from './conflictMatrix.ts';
import { MergeOutcomes } from './mergeOutcomes.ts';
import { PairForecast } from './pairForecast.ts';

export interface ForecastRequest {
  readonly repository: Repository;
  readonly configuration: Pick<Configuration, 'base' | 'branches'>;
  /** Pairs of this branch alone; of all where it is undefined. */
  readonly branch: string | undefined;
  /** Existing folder for what merges write. */
  readonly scratch: string;
}

/**
 * The complete matrix without a service.
 * @throws {Refusal} `not-found` where the branch is not one of those compared
 */
export async function forecastOnce(request: ForecastRequest): Promise<ConflictMatrix> {
  const { repository, configuration, branch, scratch } = request;
  const { activeDays } = configuration.branches;
  const now = Date.now();
  const { base, branches } = await readBranches(request, activeSince(activeDays, now));
  const plan = planMatrix({ base, branches, activeDays, now });
  if (branch !== undefined) checkCompared(branch, plan);
  const asked = plan.pairs.filter(({ a, b }) => branch === undefined || a === branch || b === branch);
  const pairs = new PairForecast(new MergeOutcomes(repository, scratch));
  while (await pairs.step({ ...plan, pairs: asked }));
  return matrixOf(plan, pairs.known(plan), branch);
}

/** The branches, those of them compared with the base that may be active. */
async function readBranches(
  { repository, configuration, scratch }: ForecastRequest,
  since: number,
): Promise<{ readonly base: string | null; readonly branches: Branch[] }> {
  const [references, found] = await Promise.all([
    listBranches(repository.git),
    findBase(repository.git, configuration.base),
  ]);
  const { base } = found;
  const comparisons = new BranchComparisons(repository, scratch);
  const recent = references.filter(({ committedAt }) => Date.parse(committedAt) >= since);
  const tips = recent.map(({ commit }) => commit);
  if (base) await comparisons.compare(base.commit, tips, () => {}, new AbortController().signal);
  const branches = references.map((reference) =>
    branchRow(reference, null, found, base && comparisons.get(base.commit, reference.commit)),
  );
  return { base: base?.name ?? null, branches };
}
