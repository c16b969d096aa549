import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { readBranchSides } from './branchSides.ts';
import { GitUnanswered } from './gitClient.ts';
import { gitPiped, gitWithInput } from './gitWithInput.ts';
import { mergeEnvironment } from './mergeEnvironment.ts';
import { endedEarly, mergeTrees } from './mergeTrees.ts';
import type { Repository } from './repository.ts';
import { type PatchGit, samePatches } from './samePatches.ts';
import { removeMerges } from './scratch.ts';

/** How a base has the work of a branch; undefined where it lacks some. */
export type MergedHow = 'ancestry' | 'patch' | undefined;

type Environment = Readonly<Record<string, string>>;

/** What is asked about all tips at once. */
interface Question extends PatchGit {
  readonly base: string;
  /** Those of some tips whose merge would leave the base's files as they are. */
  readonly redundant: (tips: readonly string[]) => Promise<readonly string[]>;
}

/**
 * How the base has the work of each tip: its commits themselves, or the same change under other commits, as squashing
 * and rebasing leave it. A dozen processes, however many tips. What git writes to find out goes to a folder under
 * `scratch` that is removed.
 */
export async function mergedInto(
  repository: Repository,
  base: string,
  tips: readonly string[],
  scratch: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, MergedHow>> {
  const folder = await mkdtemp(path.join(scratch, 'merged-'));
  try {
    const environment = await mergeEnvironment(repository, folder, base);
    const { workTree } = repository;
    const question: Question = {
      base,
      ask: (args, input = '') => gitWithInput(workTree, args, input, environment, signal),
      pipe: (commands, input) => gitPiped(workTree, commands, input, environment, signal),
      redundant: (some) => changeNothing(repository, base, some, environment, signal),
    };
    return await howMerged(question, [...new Set(tips)]);
  } finally {
    await removeMerges(folder);
  }
}

async function howMerged(question: Question, tips: readonly string[]): Promise<Map<string, MergedHow>> {
  const found = new Map<string, MergedHow>(tips.map((tip) => [tip, undefined]));
  const { ask, base } = question;
  const sides = tips.length === 0 ? [] : await readBranchSides(ask, base, tips);
  if (!sides) return tips.length === 1 ? found : inHalves(question, tips);
  for (const { tip, commits } of sides) if (commits.length === 0) found.set(tip, 'ancestry');
  // Without a fork nothing is common to both.
  const open = sides.filter(({ commits, forks }) => commits.length > 0 && forks.length > 0);
  if (open.length === 0) return found;
  const { proven, refuted } = await samePatches(question, base, open);
  const rest = open.flatMap(({ tip }) => (proven.has(tip) || refuted.has(tip) ? [] : [tip]));
  for (const tip of [...proven, ...(await question.redundant(rest))]) found.set(tip, 'patch');
  return found;
}

/** A tip that git cannot read must not cost the others their answer. */
async function inHalves(question: Question, tips: readonly string[]): Promise<Map<string, MergedHow>> {
  const middle = tips.length >> 1;
  const first = await howMerged(question, tips.slice(0, middle));
  return new Map([...first, ...(await howMerged(question, tips.slice(middle)))]);
}

async function changeNothing(
  repository: Repository,
  base: string,
  tips: readonly string[],
  environment: Environment,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  if (tips.length === 0) return [];
  const asked = ['rev-parse', `${base}^{tree}`];
  const tree = (await gitWithInput(repository.workTree, asked, '', environment, signal)).text.trim();
  const found: string[] = [];
  for (let at = 0; at < tips.length; ) {
    const pairs = tips.slice(at).map((tip) => ({ base, tip }));
    const { merges, failure } = await mergeTrees(repository, pairs, environment, signal);
    found.push(
      ...merges.flatMap((merge, index) =>
        merge.clean && merge.tree === tree ? (tips[at + index] ?? []) : [],
      ),
    );
    if (merges.length < pairs.length && failure === endedEarly) throw new GitUnanswered();
    // Git ends at the first pair that it cannot merge at all.
    at += merges.length < pairs.length ? merges.length + 1 : merges.length;
  }
  return found;
}
