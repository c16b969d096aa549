import type { EvidenceSpec } from '../../protocol/evidence.ts';
import type { AddTask, TaskStage, TaskStateName } from '../../protocol/tasks.ts';
import type { EvidenceFinding } from './evidence/evidenceVerifier.ts';

/** Evidence of a task; `finding` is null until it was looked at. */
export interface TaskEvidence {
  readonly spec: EvidenceSpec;
  readonly finding: EvidenceFinding | null;
  readonly time: string | null;
}

/** A task of a contract as its events tell of it. */
export interface TaskRecord extends AddTask {
  /** `ledger`, or the place in the repository that declares it. */
  readonly source: string;
  readonly stage: TaskStage;
  readonly since: string;
  /** Version of the contract's stream at its last event. */
  readonly version: number;
  readonly assignee: string | null;
  readonly attempt: number;
  readonly fence: number | null;
  /** Commit of the base when it was claimed; null where that is not known. */
  readonly claimedAt: string | null;
  /** How often it was handed in. */
  readonly submission: number;
  readonly evidence: readonly TaskEvidence[];
  readonly note: string | null;
  /** Who accepted the work, and why; null where nobody had to. */
  readonly accepted: { readonly actor: string; readonly reason: string; readonly time: string } | null;
  /** Who asked for the credit that is under way. */
  readonly creditAskedBy: string | null;
  /** Where it stood when it was contested. */
  readonly contested: 'verified' | 'credited' | null;
}

const stateOfStage: Readonly<Record<TaskStage, TaskStateName>> = {
  open: 'submitted',
  claimed: 'working',
  asking: 'input-required',
  verifying: 'working',
  unproven: 'input-required',
  verified: 'completed',
  crediting: 'completed',
  credited: 'completed',
  disputed: 'input-required',
  failed: 'failed',
  canceled: 'canceled',
  rejected: 'rejected',
};

/** The A2A name of where a task stands. */
export function stateOf({ stage }: Pick<TaskRecord, 'stage'>): TaskStateName {
  return stateOfStage[stage];
}

const holding: ReadonlySet<TaskStage> = new Set([
  'claimed',
  'asking',
  'verifying',
  'unproven',
  'verified',
  'crediting',
  'disputed',
]);

/** Whether the points of a task are held for it. */
export function holdsPoints({ stage }: Pick<TaskRecord, 'stage'>): boolean {
  return holding.has(stage);
}

/** Whether a task is part of the scope: it was not canceled. */
export function isInScope({ stage }: Pick<TaskRecord, 'stage'>): boolean {
  return stage !== 'canceled';
}
