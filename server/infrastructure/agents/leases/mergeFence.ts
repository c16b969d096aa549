import type { Agent } from '../../../protocol/agents.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { LeaseDesk } from './leaseDesk.ts';

/** A branch that is to be merged, by the leases on the files it changed. */
export interface MergedBranch {
  readonly branch: string;
  /** Who asks for the merge. */
  readonly actor: string;
  readonly files: readonly string[];
}

/** Checks at the merge what a lease promised when it was taken: by then it may have passed on. */
export class MergeFence {
  readonly #desk: LeaseDesk;
  readonly #rows: RowStore;

  constructor(desk: LeaseDesk, rows: RowStore) {
    this.#desk = desk;
    this.#rows = rows;
  }

  /** Whether there is anything to look at: files are held, or were. */
  get isInUse(): boolean {
    const { held, ended } = this.#desk.book;
    return [...held, ...ended].some(({ kind }) => kind === 'paths');
  }

  /** Why a branch must not land: a sentence with holder and files; undefined where nothing speaks against it. */
  obstacle({ branch, actor, files }: MergedBranch): string | undefined {
    const agent = authorOf(branch, actor, this.#rows.list('agents'));
    const [first, ...others] = this.#desk.obstacles(agent, files);
    if (!first) return undefined;
    const more =
      others.length === 0
        ? ''
        : ` ${others.length} more ${others.length === 1 ? 'lease is' : 'leases are'} in the way.`;
    return `${branch} cannot land: ${first.message}${more}`;
  }
}

/** The agent that works on a branch; else whoever asks, where that is an agent; null for a person. */
function authorOf(branch: string, actor: string, agents: readonly Agent[]): string | null {
  const working = agents.find((agent) => agent.branch === branch);
  return working?.id ?? agents.find(({ id }) => id === actor)?.id ?? null;
}
