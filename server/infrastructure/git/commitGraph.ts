import { setImmediate } from 'node:timers/promises';
import type { Divergence } from './divergence.ts';
import { gitWithInput } from './gitWithInput.ts';

/** Beyond this many commits the graph costs more than a process per branch. */
const maximumCommits = 300_000;
/** Time after which other work of the service gets its turn. */
const turnMilliseconds = 10;

/** The commits that some tips reach, numbered, with their parents. */
export class CommitGraph {
  readonly #numbers = new Map<string, number>();
  readonly #parents: number[][] = [];
  /** Which walk saw a commit last: a walk needs no clearing. */
  #seen = new Int32Array(0);
  #walk = 0;

  /**
   * Reads the graph by one process; undefined where it is too large, or git cannot list it.
   * @param tips full object ids
   */
  static async read(folder: string, tips: readonly string[]): Promise<CommitGraph | undefined> {
    const args = ['rev-list', '--parents', `--max-count=${maximumCommits + 1}`, '--stdin'];
    const { text, complaint } = await gitWithInput(folder, args, `${tips.join('\n')}\n`);
    const lines = text.split('\n');
    if (complaint !== '' || lines.length > maximumCommits) return undefined;
    return new CommitGraph(lines);
  }

  /** @param lines a commit and its parents each, separated by blanks */
  constructor(lines: readonly string[]) {
    for (const line of lines) {
      const [commit, ...parents] = line.split(' ').filter((id) => id !== '');
      if (commit === undefined) continue;
      this.#parents[this.#number(commit)] = parents.map((parent) => this.#number(parent));
    }
    this.#seen = new Int32Array(this.#numbers.size);
  }

  /** How far each tip is from the base, by tip; a tip that is not in the graph is left out. */
  async divergences(base: string, tips: readonly string[]): Promise<Map<string, Divergence>> {
    const found = new Map<string, Divergence>();
    const root = this.#numbers.get(base);
    if (root === undefined) return found;
    const inBase = new Uint8Array(this.#numbers.size);
    const baseCount = this.#visit([root], (commit) => {
      inBase[commit] = 1;
      return true;
    });
    const shared = new Map<string, number>();
    let turn = performance.now();
    for (const tip of tips) {
      const start = this.#numbers.get(tip);
      if (start !== undefined) found.set(tip, this.#diverge(start, inBase, baseCount, shared));
      if (performance.now() - turn < turnMilliseconds) continue;
      await setImmediate();
      turn = performance.now();
    }
    return found;
  }

  /** @param shared commits of the base below a set of fork points: branches mostly fork at the same ones */
  #diverge(start: number, inBase: Uint8Array, baseCount: number, shared: Map<string, number>): Divergence {
    const forks: number[] = [];
    const reached = this.#visit([start], (commit) => {
      if (inBase[commit] === 0) return true;
      forks.push(commit);
      return false;
    });
    const key = forks.sort((a, b) => a - b).join(' ');
    const common = shared.get(key) ?? this.#visit(forks, () => true);
    shared.set(key, common);
    return { ahead: reached - forks.length, behind: baseCount - common };
  }

  /** Walks to the parents of each commit for which `enter` is true; gives the number of commits seen. */
  #visit(from: readonly number[], enter: (commit: number) => boolean): number {
    const walk = ++this.#walk;
    const stack: number[] = [];
    let count = 0;
    const see = (commit: number) => {
      if (this.#seen[commit] === walk) return;
      this.#seen[commit] = walk;
      count += 1;
      stack.push(commit);
    };
    for (const commit of from) see(commit);
    for (let commit = stack.pop(); commit !== undefined; commit = stack.pop())
      if (enter(commit)) for (const parent of this.#parents[commit] ?? []) see(parent);
    return count;
  }

  #number(commit: string): number {
    const present = this.#numbers.get(commit);
    if (present !== undefined) return present;
    const number = this.#numbers.size;
    this.#numbers.set(commit, number);
    return number;
  }
}
