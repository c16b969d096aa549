import type { MergePlan, PlanMerges } from '../../protocol/mergePlan.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import { type BaseBranch, findBase } from '../git/baseBranch.ts';
import { committerOf } from '../git/committer.ts';
import { forecastMerges } from '../git/mergeForecast.ts';
import { listBranches } from '../git/references.ts';
import type { Repository } from '../git/repository.ts';
import { type Signature, TreeMerge } from '../git/treeMerge.ts';
import { Refusal } from '../refusal.ts';
import { type ConflictGraph, mergeOrder } from './mergeOrder.ts';

export interface MergePlannerParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  /** Existing folder for what merges write. */
  readonly scratch: string;
}

interface Tip {
  readonly name: string;
  readonly commit: string;
}

type Step = MergePlan['steps'][number];

const maximumBranches = 100;

/** Plans in which order branches merge into the base, and tries the order without a work tree. */
export class MergePlanner {
  readonly #parts: MergePlannerParts;

  constructor(parts: MergePlannerParts) {
    this.#parts = parts;
  }

  /** @throws {Refusal} `not-found` (base, branch), `invalid-request`: too many branches */
  async plan({ branches }: PlanMerges): Promise<MergePlan> {
    const { repository, configuration } = this.#parts;
    const { base, ...found } = await findBase(repository.git, configuration.current.base);
    if (!base)
      throw new Refusal('not-found', `There is nothing to merge into: ${'why' in found ? found.why : ''}.`);
    const tips = branches ? await this.#named(branches) : await this.#ready(base);
    if (tips.length > maximumBranches)
      throw new Refusal('invalid-request', `${tips.length} branches are too many to plan; name at most 100.`);
    const conflicts = await this.#conflicts(tips, base);
    const stuck = new Set(conflicts.get(base.name));
    const free = tips.map(({ name }) => name).filter((name) => !stuck.has(name));
    const { order, exact } = mergeOrder(free, amongThem(free, conflicts));
    const ordered = [...order, ...stuck].flatMap((name) => tips.filter((tip) => tip.name === name));
    return { base: base.name, exact, steps: await this.#simulate(ordered, base, conflicts) };
  }

  async #named(names: readonly string[]): Promise<Tip[]> {
    const tips = new Map((await listBranches(this.#parts.repository.git)).map((one) => [one.name, one]));
    return [...new Set(names)].map((name) => {
      const tip = tips.get(name);
      if (!tip) throw new Refusal('not-found', `There is no branch ${name}.`);
      return tip;
    });
  }

  async #ready(base: BaseBranch): Promise<Tip[]> {
    const { git } = this.#parts.repository;
    const format = '--format=%(refname:lstrip=2)%00%(objectname)';
    const text = await git.raw(['for-each-ref', `--no-merged=${base.commit}`, format, 'refs/heads']);
    return text.split('\n').flatMap((line) => {
      const [name = '', commit = ''] = line.split('\0');
      return commit === '' ? [] : [{ name, commit }];
    });
  }

  /** Pairs that conflict, or that git cannot merge, those with the base included. */
  async #conflicts(tips: readonly Tip[], base: BaseBranch): Promise<ConflictGraph> {
    const { repository, scratch } = this.#parts;
    const sides = [base, ...tips];
    const pairs = sides.flatMap((one, index) => sides.slice(index + 1).map((other) => [one, other] as const));
    const commits = pairs.map(([one, other]) => ({ base: one.commit, tip: other.commit }));
    const outcomes = await forecastMerges(repository, commits, scratch);
    const graph = new Map<string, Set<string>>();
    for (const [index, [one, other]] of pairs.entries()) {
      if (outcomes[index]?.state === 'none') continue;
      graph.set(one.name, (graph.get(one.name) ?? new Set()).add(other.name));
      graph.set(other.name, (graph.get(other.name) ?? new Set()).add(one.name));
    }
    return graph;
  }

  async #simulate(tips: readonly Tip[], base: BaseBranch, conflicts: ConflictGraph): Promise<Step[]> {
    const { repository, scratch } = this.#parts;
    const merge = await TreeMerge.open(repository, base.commit, scratch);
    try {
      const committer = await committerOf(repository);
      const steps: Step[] = [];
      let onto = base.commit;
      for (const tip of tips) {
        const { step, result } = await simulateStep(merge, onto, tip, committer);
        onto = result ?? onto;
        const conflictsWith = [...(conflicts.get(tip.name) ?? [])];
        steps.push({ ...step, conflictsWith, why: reasonOf(step, conflictsWith) });
      }
      return steps;
    } finally {
      await merge.close();
    }
  }
}

/** The conflicts of these branches with each other alone: what conflicts with the base is in nobody's way. */
function amongThem(names: readonly string[], conflicts: ConflictGraph): ConflictGraph {
  const others = (name: string) => names.filter((other) => conflicts.get(name)?.has(other) === true);
  return new Map(names.map((name) => [name, new Set(others(name))]));
}

async function simulateStep(merge: TreeMerge, onto: string, { name, commit }: Tip, committer: Signature) {
  const outcome = await merge.merge(onto, commit);
  if (outcome.kind === 'failed')
    return { step: { name, commit, state: 'impossible' as const, files: [], failure: outcome.why } };
  if (outcome.kind === 'conflict')
    return { step: { name, commit, state: 'conflict' as const, files: outcome.files, failure: '' } };
  const parents = [onto, commit];
  const message = 'step of a merge plan\n';
  const result = await merge.commit({ tree: outcome.tree, parents, message, author: committer, committer });
  return { step: { name, commit, state: 'merges' as const, files: [], failure: '' }, result };
}

function reasonOf(
  { state, files, failure }: Pick<Step, 'state' | 'files'> & { readonly failure: string },
  conflictsWith: readonly string[],
): string {
  if (state === 'impossible') return `git cannot merge it: ${failure}.`;
  const rivals = conflictsWith.join(', ');
  if (state === 'merges')
    return conflictsWith.length === 0
      ? 'It conflicts with none of the others.'
      : `It merges here; what it conflicts with comes later: ${rivals}.`;
  const whom = conflictsWith.length === 0 ? 'those before it taken together' : rivals;
  return `It conflicts with ${whom} in ${files.join(', ')}; bring it up to date once those before it have landed.`;
}
