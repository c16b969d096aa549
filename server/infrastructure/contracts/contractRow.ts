import type { Contract } from '../../protocol/contracts.ts';
import type { ContractDeclaration } from '../declarations/contractDeclaration.ts';
import type { ContractState } from './contractSubject.ts';

const untouched = {
  held: 0,
  scope: 0,
  tasks: { open: 0, working: 0, waiting: 0, completed: 0, credited: 0, ended: 0 },
  parties: [],
  deadline: null,
  closed: null,
  version: 0,
};

/** The row of a contract from the ledger and from the file that declares it; at least one of them has it. */
export function contractRow(
  id: string,
  state: ContractState,
  declaration: ContractDeclaration | undefined,
): Contract {
  const claimed = declaration?.claimed ?? null;
  if (!state.opened) {
    const total = declaration?.total ?? 0;
    const { title = id, source = 'ledger', problem = null } = declaration ?? {};
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
      ...untouched,
    };
  }
  const { title, total, credited, credits } = state;
  return {
    id,
    title,
    total,
    credited,
    remaining: total - credited,
    source: state.source === 'ledger' ? 'ledger' : (declaration?.source ?? state.source),
    claimed,
    problem: declaration ? (declaration.problem ?? changedTotal(id, total, declaration)) : null,
    credits: credits.slice(-20),
    ...untouched,
  };
}

function changedTotal(
  id: string,
  total: number,
  { total: declared, source }: ContractDeclaration,
): string | null {
  if (declared === undefined || declared === total) return null;
  return `${source}: ${id} declares ${declared} points now; its ledger was opened with ${total}`;
}
