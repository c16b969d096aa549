import type { Credit } from '../../protocol/contracts.ts';
import { emptyLayers, type LayeredMap } from '../collections/layeredMap.ts';
import { type Books, emptyBooks } from './books.ts';
import { type ContractProgress, noProgress } from './contractProgress.ts';
import type { TaskRecord } from './taskRecord.ts';

/** A contract in the ledger, with its tasks. Nothing here is not told by its events. */
export interface OpenedContract {
  readonly opened: true;
  readonly title: string;
  /** `ledger`, or the place in the repository it was imported from. */
  readonly source: string;
  readonly parties: readonly string[];
  readonly deadline: string | null;
  /** Why it takes nothing more; null while it is open. */
  readonly closed: string | null;
  readonly books: Books;
  readonly tasks: LayeredMap<string, TaskRecord>;
  readonly progress: ContractProgress;
  /** Entries without a task that were taken back, by position in the log. The credits themselves are in the log alone. */
  readonly reversed: LayeredMap<number, true>;
  /** The newest ones with or without a task, oldest first. */
  readonly newestCredits: readonly Credit[];
  /** How many credits each agent has that stand. */
  readonly creditCounts: LayeredMap<string, number>;
}

export type ContractState = { readonly opened: false } | OpenedContract;

/** A contract that was just opened: no points, no tasks. */
export function openedContract(
  facts: Pick<OpenedContract, 'title' | 'source' | 'parties' | 'deadline'>,
): OpenedContract {
  return {
    opened: true,
    ...facts,
    closed: null,
    books: emptyBooks,
    tasks: emptyLayers(),
    progress: noProgress,
    reversed: emptyLayers(),
    newestCredits: [],
    creditCounts: emptyLayers(),
  };
}

/** The budget of a contract. */
export function totalOf({ books }: OpenedContract): number {
  return 0 - books.sums.issued;
}
