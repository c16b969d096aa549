import type { AmendContract, CreateContract, CreditPoints, JudgeContract } from '../../protocol/contracts.ts';
import { layeredEntries, layeredGet } from '../collections/layeredMap.ts';
import type { EventDraft } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import { balanceOf, budget, checkedPostings, earned, emptyBooks, issued, move } from './books.ts';
import { type ContractState, type OpenedContract, totalOf } from './contractState.ts';
import type { ContractDeclaration } from './declarations/contractDeclaration.ts';
import { holdsPoints } from './taskRecord.ts';
import { refuseOwn } from './taskRights.ts';

/**
 * Opens a contract in the ledger.
 * @throws {Refusal} `conflict` where the ledger or a file of the repository has it already
 */
export function decideCreateContract(
  state: ContractState,
  { id, title, total, parties, deadline }: CreateContract,
  declaration: ContractDeclaration | undefined,
): EventDraft[] {
  if (state.opened) throw new Refusal('conflict', `There is already a contract ${id}.`, { id });
  if (declaration)
    throw new Refusal(
      'conflict',
      `${declaration.source} already declares ${id}; credit its points directly.`,
      {
        id,
      },
    );
  const postings = checkedPostings(emptyBooks, move(total, issued(id), budget(id)));
  return [
    { type: 'contract.created', data: { title, total, parties, deadline: deadline ?? null, postings } },
  ];
}

/**
 * The events that open a contract that only a file declares, none where it is open: the ledger takes it over, and from
 * then on the file is shown, not obeyed.
 * @throws {Refusal} `not-found`, `conflict` where the declaration has no usable total
 */
export function decideImport(
  state: ContractState,
  id: string,
  declaration: ContractDeclaration | undefined,
): EventDraft[] {
  if (state.opened) return [];
  if (!declaration) throw new Refusal('not-found', `There is no contract ${id}.`);
  const { title, total, source } = declaration;
  if (total === undefined)
    throw new Refusal('conflict', `${source} declares ${id} without a usable total_points.`);
  const postings = checkedPostings(emptyBooks, move(total, issued(id), budget(id)));
  return [{ type: 'contract.imported', data: { title, total, source, postings } }];
}

/**
 * Credits points of the budget without a task.
 * @throws {Refusal} `over-budget` with what remains, `conflict` where it is closed, `not-allowed` to oneself
 */
export function decideCredit(
  state: OpenedContract,
  id: string,
  { agent, points, reason }: CreditPoints,
  actor: string,
): EventDraft[] {
  refuseClosed(state, id);
  refuseOwn(actor, agent, 'credit points to its own account');
  refuseOverBudget(state, id, points);
  const postings = checkedPostings(state.books, move(points, budget(id), earned(agent)));
  return [{ type: 'points.credited', data: { agent, points, reason, postings } }];
}

/** An entry of the journal that credits points without a task. */
export interface DirectCredit {
  readonly seq: number;
  readonly agent: string;
  readonly points: number;
}

/**
 * Takes a credit without a task back.
 * @param credit that the log has; undefined where it has none at this position
 * @throws {Refusal} `not-found`, `conflict` where it was taken back before
 */
export function decideReverse(
  state: OpenedContract,
  id: string,
  credit: DirectCredit | undefined,
  { reason }: JudgeContract,
): EventDraft[] {
  if (!credit)
    throw new Refusal(
      'not-found',
      `${id} has no such credit without a task; the credit of a task is reversed by its task.`,
    );
  const { seq, agent, points } = credit;
  if (layeredGet(state.reversed, seq) === true)
    throw new Refusal('conflict', `Entry ${seq} of ${id} was taken back before.`);
  const postings = checkedPostings(state.books, move(points, earned(agent), budget(id)));
  return [{ type: 'points.reversed', data: { agent, points, reason, reverses: seq, postings } }];
}

/**
 * Changes what a contract says, or its budget.
 * @throws {Refusal} `over-budget` where more is promised or credited than the new total
 */
export function decideAmend(
  state: OpenedContract,
  id: string,
  { total, reason, ...facts }: AmendContract,
): EventDraft[] {
  if (total === undefined && Object.keys(facts).length === 0)
    throw new Refusal(
      'invalid-request',
      `Say what of ${id} is to be changed: title, total, parties or deadline.`,
    );
  const present = totalOf(state);
  const more = (total ?? present) - present;
  const free = balanceOf(state.books, budget(id));
  if (more + free < 0)
    throw new Refusal(
      'over-budget',
      `${present - free} points of ${id} are credited or held; a total of ${total} is too few.`,
      { total: present, remaining: free },
    );
  const postings = more === 0 ? [] : checkedPostings(state.books, move(more, issued(id), budget(id)));
  return [{ type: 'contract.amended', data: { ...facts, total: total ?? present, reason, postings } }];
}

/** @throws {Refusal} `conflict` where points are held for a task, or it is closed already */
export function decideClose(state: OpenedContract, id: string, { reason }: JudgeContract): EventDraft[] {
  refuseClosed(state, id);
  const busy = [...layeredEntries(state.tasks)].filter(([, task]) => holdsPoints(task)).map(([task]) => task);
  if (busy.length > 0) {
    const more = busy.length > 3 ? ` and ${busy.length - 3} more` : '';
    throw new Refusal(
      'conflict',
      `Points of ${id} are held for ${busy.slice(0, 3).join(', ')}${more}: release, credit or cancel them first.`,
      { tasks: busy.slice(0, 100) },
    );
  }
  return [{ type: 'contract.closed', data: { reason } }];
}

/** @throws {Refusal} `conflict` where it is open */
export function decideReopen(state: OpenedContract, id: string, { reason }: JudgeContract): EventDraft[] {
  if (state.closed === null) throw new Refusal('conflict', `${id} is not closed.`);
  return [{ type: 'contract.reopened', data: { reason } }];
}

/** @throws {Refusal} `conflict` */
export function refuseClosed({ closed }: OpenedContract, id: string): void {
  if (closed !== null) throw new Refusal('conflict', `${id} is closed: ${closed}`);
}

/** @throws {Refusal} `over-budget` with what is left */
export function refuseOverBudget(state: OpenedContract, id: string, points: number): void {
  const remaining = balanceOf(state.books, budget(id));
  const total = totalOf(state);
  if (points <= remaining) return;
  const { held } = state.books.sums;
  const waiting = held === 0 ? '' : `, ${held} are held for tasks under way`;
  throw new Refusal(
    'over-budget',
    `${id} has ${remaining} of ${total} points left${waiting}; ${points} are too many.`,
    { remaining, total },
  );
}
