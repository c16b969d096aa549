import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractRow } from '../../../server/infrastructure/contracts/contractRow.ts';
import {
  type ContractState,
  contractSubject,
} from '../../../server/infrastructure/contracts/contractSubject.ts';
import { decideCreateContract, decideCredit } from '../../../server/infrastructure/contracts/decideLedger.ts';
import type { EventDraft } from '../../../server/infrastructure/events/subject.ts';
import { Refusal } from '../../../server/infrastructure/refusal.ts';

const declaration = {
  id: 'C-1',
  title: 'Declared',
  total: 50,
  claimed: 20,
  source: 'contracts/a.json:3',
  problem: null,
};

const operation = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), points: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant('credit' as const), points: fc.integer({ min: 1, max: 60 }) }),
);

function decide(
  state: ContractState,
  kind: 'create' | 'credit',
  points: number,
  declared: boolean,
): readonly EventDraft[] {
  const known = declared ? declaration : undefined;
  try {
    return kind === 'create'
      ? decideCreateContract(state, { id: 'C-1', title: 'Made', total: points }, known)
      : decideCredit(state, 'C-1', { agent: 'Agent-1', points, reason: 'done' }, known);
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return [];
  }
}

describe('the ledger', () => {
  it('never credits more than the budget, and its credits always sum to what is credited', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), fc.boolean(), (operations, declared) => {
        let state: ContractState = contractSubject.initial;
        let seq = 0;
        let accepted = 0;
        for (const { kind, points } of operations) {
          const drafts = decide(state, kind, points, declared);
          if (kind === 'credit' && drafts.length > 0) accepted += points;
          for (const draft of drafts)
            state = contractSubject.evolve(state, {
              ...draft,
              seq: ++seq,
              version: seq,
              stream: 'contract/C-1',
              actor: 'ada',
              time: '',
              hash: '',
            });
        }
        const row = contractRow('C-1', state, declared ? declaration : undefined);
        expect(row.credited).toBe(accepted);
        expect(row.credits.reduce((sum, { points }) => sum + points, 0)).toBe(accepted);
        expect(row.remaining).toBe(row.total - accepted);
        expect(row.remaining).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
