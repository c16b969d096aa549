import type { CreateContract, CreditPoints } from '../../protocol/contracts.ts';
import type { EventDraft } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import type { ContractDeclaration } from '../declarations/contractDeclaration.ts';
import { type ContractState, contractCreated, contractImported, pointsCredited } from './contractSubject.ts';

/**
 * Opens a contract in the ledger.
 * @throws {Refusal} `conflict` where the ledger or a file of the repository has it already
 */
export function decideCreateContract(
  state: ContractState,
  { id, title, total }: CreateContract,
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
  return [contractCreated(title, total)];
}

/**
 * Credits points of the budget; a contract that only a file declares is imported in the same decision.
 * @throws {Refusal} `not-found`, `over-budget` with what remains, `conflict` where the declaration has no usable total
 */
export function decideCredit(
  state: ContractState,
  id: string,
  { agent, points, reason }: CreditPoints,
  declaration: ContractDeclaration | undefined,
): EventDraft[] {
  const opening = state.opened ? [] : [importOf(id, declaration)];
  const total = state.opened ? state.total : (declaration?.total ?? 0);
  const remaining = total - (state.opened ? state.credited : 0);
  if (points > remaining)
    throw new Refusal(
      'over-budget',
      `${id} has ${remaining} of ${total} points left; ${points} are too many.`,
      {
        remaining,
        total,
      },
    );
  return [...opening, pointsCredited(agent, points, reason)];
}

function importOf(id: string, declaration: ContractDeclaration | undefined): EventDraft {
  if (!declaration) throw new Refusal('not-found', `There is no contract ${id}.`);
  if (declaration.total === undefined)
    throw new Refusal('conflict', `${declaration.source} declares ${id} without a usable total_points.`);
  return contractImported(declaration.title, declaration.total, declaration.source);
}
