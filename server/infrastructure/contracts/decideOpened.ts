import type { EventDraft } from '../events/subject.ts';
import type { ContractState, OpenedContract } from './contractState.ts';
import { contractSubject } from './contractSubject.ts';
import { decideImport } from './decideContract.ts';
import type { ContractDeclaration } from './declarations/contractDeclaration.ts';

/**
 * Decides about an open contract; one that only a file declares is imported first, in the same decision.
 * @throws {Refusal} `not-found`, `conflict` where the declaration has no usable total, and what `decide` throws
 */
export function decideOpened(
  state: ContractState,
  id: string,
  declaration: ContractDeclaration | undefined,
  decide: (state: OpenedContract) => readonly EventDraft[],
): EventDraft[] {
  const opening = decideImport(state, id, declaration);
  const opened = contractAfter(state, id, opening);
  if (!opened.opened) throw new TypeError(`The import of ${id} does not open it.`);
  const decided = decide(opened);
  return decided.length === 0 ? [] : [...opening, ...decided];
}

/** The state that events leave which are decided but not logged yet, for the decisions that follow in the same breath. */
export function contractAfter(
  state: ContractState,
  id: string,
  drafts: readonly EventDraft[],
): ContractState {
  let after = state;
  for (const draft of drafts)
    after = contractSubject.evolve(after, {
      ...draft,
      stream: `${contractSubject.name}/${id}`,
      // What is decided here depends on none of these.
      seq: 1,
      version: 1,
      actor: 'swarm',
      time: '1970-01-01T00:00:00.000Z',
      hash: '',
    });
  return after;
}
