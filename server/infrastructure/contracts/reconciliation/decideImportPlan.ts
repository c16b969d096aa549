import type { ImportedContract } from '../../../protocol/reconciliation.ts';
import { layeredGet } from '../../collections/layeredMap.ts';
import type { CommandMeta, EventDraft } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { ContractState } from '../contractState.ts';
import { decideImport } from '../decideContract.ts';
import { contractAfter } from '../decideOpened.ts';
import { decideAdd, decideClaim } from '../decideTask.ts';
import type { ImportPlan, PlannedTask } from './importPlan.ts';

/** What an import makes of one contract, and what is said of it. */
export interface DecidedImport {
  readonly drafts: readonly EventDraft[];
  readonly report: ImportedContract;
}

type Asker = Pick<CommandMeta, 'actor' | 'role'>;

/**
 * Opens the contract of a plan where it is not open, and adds the tasks it lacks. What a file says is completed is claimed
 * for whom it names; nothing is credited. Never throws: what cannot be done is a sentence of the report.
 */
export function decideImportPlan(state: ContractState, plan: ImportPlan, meta: Asker): DecidedImport {
  const { contract, title, source, total } = plan;
  if (!state.opened && total === null) return { drafts: [], report: reportOf(plan, 'refused', [], []) };
  const declaration = {
    id: contract,
    title,
    source,
    claimed: null,
    problem: null,
    total: total ?? undefined,
  };
  const opening = decideImport(state, contract, declaration);
  const book = new Draftbook(contract, state, opening);
  const added = plan.tasks.filter((planned) => book.add(planned, meta));
  if (opening.length > 0)
    return { drafts: book.drafts, report: reportOf(plan, 'open', added, book.problems) };
  const action = added.length > 0 ? 'extend' : book.problems.length > 0 ? 'refused' : 'present';
  return { drafts: book.drafts, report: reportOf(plan, action, added, book.problems) };
}

/** Decisions of which each is made on the state that those before it leave. */
class Draftbook {
  readonly drafts: EventDraft[] = [];
  readonly problems: string[] = [];
  readonly #contract: string;
  #state: ContractState;

  constructor(contract: string, state: ContractState, opening: readonly EventDraft[]) {
    this.#contract = contract;
    this.#state = state;
    this.#take(opening);
  }

  /** Whether the task is added now: one that is there stays as it is. */
  add({ task, completed, claimedBy }: PlannedTask, meta: Asker): boolean {
    const open = this.#state;
    if (!open.opened || layeredGet(open.tasks, task.task)) return false;
    const added = this.#try(() => decideAdd(open, this.#contract, task));
    if (added && completed && claimedBy !== null) this.#claim(task.task, task.source, claimedBy, meta);
    return added;
  }

  #claim(task: string, source: string, agent: string, meta: Asker): void {
    const state = this.#state;
    if (!state.opened) return;
    const anyway = `${source} says that it is completed`;
    const facts = { now: Date.now(), team: null, phantom: null };
    this.#try(() => decideClaim({ state, contract: this.#contract, task, meta }, { agent, anyway }, facts));
  }

  #try(decide: () => readonly EventDraft[]): boolean {
    try {
      this.#take(decide());
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.problems.push(error.message);
      return false;
    }
  }

  #take(drafts: readonly EventDraft[]): void {
    this.drafts.push(...drafts);
    this.#state = contractAfter(this.#state, this.#contract, drafts);
  }
}

function reportOf(
  { contract, title, total, source, problems, notes }: ImportPlan,
  action: ImportedContract['action'],
  added: readonly PlannedTask[],
  refused: readonly string[],
): ImportedContract {
  return {
    contract,
    title,
    total: total ?? 0,
    source,
    action,
    tasks: added.map(({ task, claimedBy, completed }) => ({
      task: task.task,
      title: task.title,
      points: task.points,
      source: task.source,
      claimedBy,
      completed,
    })),
    problems: [...problems, ...refused].slice(0, 100),
    notes: notes.slice(0, 100),
  };
}
