import type { GitOutput } from './gitWithInput.ts';

/** Runs git with an input. */
export type AskGit = (args: readonly string[], input?: string) => Promise<GitOutput>;

/** What a tip has that the base has not. */
export interface BranchSide {
  readonly tip: string;
  /** Its own commits; none where the base has them all. */
  readonly commits: readonly string[];
  /** Whether one of them is a merge. */
  readonly merges: boolean;
  /** Commits of the base that its own ones stand on: what both have is these and their ancestors. */
  readonly forks: readonly string[];
}

/** Arguments of one process; Windows takes 32 kB. */
const mostArguments = 400;

/** The own side of each tip, by one process; undefined where git cannot read one of the commits. */
export async function readBranchSides(
  ask: AskGit,
  base: string,
  tips: readonly string[],
): Promise<BranchSide[] | undefined> {
  const listed = await ask(['rev-list', '--parents', '--stdin'], `^${base}\n${tips.join('\n')}\n`);
  if (!listed.succeeded) return undefined;
  const parents = new Map(parseParents(listed.text));
  return tips.map((tip) => sideOf(tip, parents));
}

function sideOf(tip: string, parentsOf: ReadonlyMap<string, readonly string[]>): BranchSide {
  const commits: string[] = [];
  const forks: string[] = [];
  let merges = false;
  const seen = new Set([tip]);
  // A set hands out what is added to it on the way.
  for (const commit of seen) {
    const parents = parentsOf.get(commit);
    (parents ? commits : forks).push(commit);
    merges ||= (parents?.length ?? 0) > 1;
    for (const parent of parents ?? []) seen.add(parent);
  }
  return { tip, commits, merges, forks };
}

/** The commits of a base that not every one of some forks has. */
export class BaseSide {
  /** Merges left out: they have no patch. */
  readonly commits: readonly string[];
  /** Descendants have lower numbers. */
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #parents: readonly (readonly number[])[];
  /** Which walk saw a commit last: a walk needs no clearing. */
  readonly #seen: Int32Array;
  #walk = 0;

  /** Reads it, mostly by two processes. */
  static async read(ask: AskGit, base: string, forks: ReadonlySet<string>): Promise<BaseSide> {
    const common = await commonAncestor(ask, [...forks]);
    const range = [base, ...(common === undefined ? [] : [`^${common}`])];
    const listed = await ask(['rev-list', '--parents', '--topo-order', ...range]);
    return new BaseSide(parseParents(listed.text));
  }

  /** @param lines commits with their parents, children first */
  constructor(lines: readonly (readonly [string, readonly string[]])[]) {
    const numbers = new Map(lines.map(([commit], number) => [commit, number]));
    this.#numbers = numbers;
    this.#parents = lines.map(([, parents]) => parents.flatMap((parent) => numbers.get(parent) ?? []));
    this.#seen = new Int32Array(lines.length);
    this.commits = lines.flatMap(([commit, parents]) => (parents.length > 1 ? [] : [commit]));
  }

  /** Whether a commit of this side is one of some others, or an ancestor of one. */
  reaches(from: readonly string[], commit: string): boolean {
    const goal = this.#numbers.get(commit) ?? -1;
    const walk = ++this.#walk;
    const stack: number[] = from.flatMap((one) => this.#numbers.get(one) ?? []);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (at === goal) return true;
      if (at > goal || this.#seen[at] === walk) continue;
      this.#seen[at] = walk;
      stack.push(...(this.#parents[at] ?? []));
    }
    return false;
  }

  /** The forks of a tip that are no ancestors of others of them. */
  latest(forks: readonly string[]): string[] {
    // One that is not on this side is an ancestor of every fork.
    const here = forks.length > 1 ? forks.filter((fork) => this.#numbers.has(fork)) : forks;
    return here.filter((fork) => !this.reaches(withoutOne(here, fork), fork));
  }
}

function withoutOne(all: readonly string[], one: string): string[] {
  return all.filter((each) => each !== one);
}

/** A commit that all the others have; undefined where there is none. */
async function commonAncestor(ask: AskGit, commits: readonly string[]): Promise<string | undefined> {
  let [common, ...rest] = commits;
  while (common !== undefined && rest.length > 0) {
    const some = rest.slice(0, mostArguments);
    rest = rest.slice(mostArguments);
    const { text } = await ask(['merge-base', '--octopus', common, ...some]);
    common = text.trim() || undefined;
  }
  return common;
}

function parseParents(text: string): [string, string[]][] {
  return text.split('\n').flatMap((line): [string, string[]][] => {
    const [commit = '', ...parents] = line.split(' ');
    return commit === '' ? [] : [[commit, parents]];
  });
}
