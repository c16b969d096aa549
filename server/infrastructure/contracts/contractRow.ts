import type { Contract } from '../../protocol/contracts.ts';
import type { Versioned } from '../events/subject.ts';
import { noProgress } from './contractProgress.ts';
import { type ContractState, type OpenedContract, totalOf } from './contractState.ts';
import type { ContractDeclaration } from './declarations/contractDeclaration.ts';

/**
 * The row of a contract from the ledger and from the file that declares it; at least one of them has it.
 * @param now milliseconds since 1970
 */
export function contractRow(
  id: string,
  { state, version }: Versioned<ContractState>,
  declaration: ContractDeclaration | undefined,
  now: number,
): Contract {
  if (!state.opened) return declaredRow(id, declaration);
  const { title, books, progress, parties, deadline, closed } = state;
  return {
    id,
    title,
    total: totalOf(state),
    credited: books.sums.earned,
    remaining: books.sums.budget,
    source: state.source === 'ledger' ? 'ledger' : (declaration?.source ?? state.source),
    claimed: declaration?.claimed ?? null,
    problem: problemOf(id, state, declaration, now),
    credits: [...state.newestCredits],
    held: books.sums.held,
    scope: progress.scope,
    tasks: progress.counts,
    parties: [...parties],
    deadline,
    closed,
    version,
  };
}

/** A contract that only a file declares. */
function declaredRow(id: string, declaration: ContractDeclaration | undefined): Contract {
  const total = declaration?.total ?? 0;
  const { title = id, source = 'ledger', problem = null, claimed = null } = declaration ?? {};
  return {
    id,
    title,
    total,
    credited: 0,
    remaining: total,
    source,
    claimed,
    problem,
    credits: [],
    held: 0,
    scope: 0,
    tasks: noProgress.counts,
    parties: [],
    deadline: null,
    closed: null,
    version: 0,
  };
}

function problemOf(
  id: string,
  state: OpenedContract,
  declaration: ContractDeclaration | undefined,
  now: number,
): string | null {
  if (declaration?.problem) return declaration.problem;
  const total = totalOf(state);
  if (declaration?.total !== undefined && declaration.total !== total && state.source !== 'ledger')
    return `${declaration.source}: ${id} declares ${declaration.total} points now; its ledger has ${total}`;
  const { progress, deadline, closed } = state;
  if (progress.scope > total)
    return `${id} has tasks worth ${progress.scope} points and a budget of ${total}`;
  return deadline !== null && closed === null && now > Date.parse(deadline)
    ? overdue(id, deadline, progress.counts)
    : null;
}

function overdue(id: string, deadline: string, { open, working, waiting, completed }: Contract['tasks']) {
  const left = open + working + waiting + completed;
  if (left === 0) return null;
  const tasks = left === 1 ? '1 task is' : `${left} tasks are`;
  return `${id} was due by ${deadline.slice(0, 16).replace('T', ' ')} UTC; ${tasks} not credited`;
}
