import fc from 'fast-check';
import { layeredGet } from '../../../server/infrastructure/collections/layeredMap.ts';
import type { OpenedContract } from '../../../server/infrastructure/contracts/contractState.ts';
import { contractSubject } from '../../../server/infrastructure/contracts/contractSubject.ts';
import {
  decideAmend,
  decideClose,
  decideCreateContract,
  decideCredit,
  decideReopen,
  decideReverse,
} from '../../../server/infrastructure/contracts/decideContract.ts';
import {
  decideAccept,
  decideAskCredit,
  decideChecked,
  decideCreditTask,
  decideDispute,
  decideResolve,
  decideReverseTask,
} from '../../../server/infrastructure/contracts/decideEvidence.ts';
import {
  type AskedTask,
  type DeclaredTask,
  decideAdd,
  decideCancel,
  decideClaim,
  decideRelease,
  decideSubmit,
  existing,
} from '../../../server/infrastructure/contracts/decideTask.ts';
import type { EvidenceFinding } from '../../../server/infrastructure/contracts/evidence/evidenceVerifier.ts';
import type { CommandStore, EventDraft } from '../../../server/infrastructure/events/subject.ts';
import { Refusal } from '../../../server/infrastructure/refusal.ts';
import type { TaskStage } from '../../../server/protocol/tasks.ts';

/** Something that somebody may ask of the ledger, sensible or not. */
export const ledgerOperation = fc.record({
  kind: fc.constantFrom(
    // Most often what brings a task forward, so that many come to their credit.
    ...Array.from({ length: 18 }, () => 'forward' as const),
    ...(['add', 'add', 'add', 'claim', 'submit', 'check', 'accept', 'credit', 'settle', 'release'] as const),
    ...(['cancel', 'dispute', 'resolve', 'reverse', 'direct', 'takeBack', 'amend', 'close'] as const),
    ...(['reopen', 'reopen', 'create'] as const),
  ),
  contract: fc.constantFrom('C-1', 'C-2'),
  task: fc.constantFrom('T-1', 'T-2', 'T-3'),
  agent: fc.constantFrom<string>('Agent-1', 'Agent-2'),
  actor: fc.constantFrom('ada', 'Agent-1', 'AGENT 2'),
  points: fc.integer({ min: 1, max: 60 }),
  /** Which way, where there are two. */
  well: fc.boolean(),
  key: fc.option(fc.nat({ max: 30 }), { nil: undefined, freq: 5 }),
});
export type LedgerOperation = typeof ledgerOperation extends fc.Arbitrary<infer Value> ? Value : never;

const reason = 'because';
const facts = { now: 0, team: null, phantom: null };

/** Asks the ledger through the store; what it refuses changes nothing. Tells whether it was done. */
export async function ask(store: CommandStore, operation: LedgerOperation): Promise<boolean> {
  const { contract, key, actor } = operation;
  const idempotency =
    key === undefined ? undefined : { key: `k${key}`, requestHash: JSON.stringify(operation) };
  try {
    await store.execute(
      contractSubject,
      contract,
      (state) => {
        if (operation.kind === 'create') return created(state, operation);
        if (!state.opened) throw new Refusal('not-found', 'none');
        return ofContract(state, operation) ?? ofTask(asked(state, operation), operation);
      },
      { actor, ...(idempotency ? { idempotency } : {}) },
    );
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function created(
  state: Parameters<typeof decideCreateContract>[0],
  { contract: id, points }: LedgerOperation,
): EventDraft[] {
  return decideCreateContract(state, { id, title: 'Made', total: points + 40, parties: [] }, undefined);
}

function asked(state: OpenedContract, { contract, task, actor }: LedgerOperation): AskedTask {
  return { state, contract, task, meta: { actor } };
}

const plainTask: Omit<DeclaredTask, 'task' | 'points'> = {
  title: 'Work',
  priority: 'normal',
  source: 'ledger',
  files: [],
  requires: [],
  proof: [],
};

function withoutTask({ newestCredits }: OpenedContract) {
  return newestCredits.filter((credit) => credit.task === null);
}

function ofContract(state: OpenedContract, operation: LedgerOperation): EventDraft[] | undefined {
  const { kind, contract, agent, points, actor, task } = operation;
  switch (kind) {
    case 'direct':
      return decideCredit(state, contract, { agent, points, reason }, actor);
    case 'takeBack':
      return decideReverse(state, contract, withoutTask(state)[points % 3], { reason });
    case 'amend':
      return decideAmend(state, contract, { total: points * 3, reason });
    case 'close':
      return decideClose(state, contract, { reason });
    case 'reopen':
      return decideReopen(state, contract, { reason });
    case 'add':
      return decideAdd(state, contract, { ...plainTask, task, points });
    default:
      return undefined;
  }
}

/** What brings a task on its way to its credit. */
const next: Partial<Record<TaskStage, LedgerOperation['kind']>> = {
  open: 'claim',
  claimed: 'submit',
  asking: 'submit',
  verifying: 'check',
  unproven: 'submit',
  verified: 'credit',
  crediting: 'settle',
  credited: 'dispute',
  disputed: 'resolve',
};

function forward(task: AskedTask, operation: LedgerOperation): EventDraft[] {
  const { stage } = existing(task);
  const kind = next[stage] ?? 'release';
  return ofTask(task, { ...operation, kind, well: operation.well || stage !== 'crediting' });
}

function ofTask(task: AskedTask, operation: LedgerOperation): EventDraft[] {
  const { kind, agent, well } = operation;
  switch (kind) {
    case 'forward':
      return forward(task, operation);
    case 'claim':
      return decideClaim(task, { agent }, facts);
    case 'submit':
      return decideSubmit(task, { evidence: [{ kind: 'lines', file: 'a.py', maximum: 300 }] });
    case 'check':
      return decideChecked(task, seen(task, well));
    case 'accept':
      return decideAccept(task, { reason });
    case 'credit':
      return decideAskCredit(task);
    case 'settle':
      return decideCreditTask(task, seen(task, well));
    case 'release':
      return decideRelease(task, { failed: !well });
    case 'cancel':
      return decideCancel(task, { reason, as: well ? 'canceled' : 'rejected' });
    case 'dispute':
      return decideDispute(task, { reason });
    case 'resolve':
      return decideResolve(task, { outcome: well ? 'upheld' : 'overturned', reason });
    default:
      return decideReverseTask(task, { reason });
  }
}

function seen({ state, task }: AskedTask, well: boolean) {
  const finding: EvidenceFinding = { verdict: well ? 'holds' : 'fails', text: 'Seen.', facts: {} };
  return { submission: layeredGet(state.tasks, task)?.submission ?? 0, findings: [finding] };
}
