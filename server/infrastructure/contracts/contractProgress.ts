import type { TaskCounts } from '../../protocol/contracts.ts';
import type { TaskStage } from '../../protocol/tasks.ts';
import { isInScope, type TaskRecord } from './taskRecord.ts';

/** How far the tasks of a contract are, in points and numbers. */
export interface ContractProgress {
  /** Points of the tasks that were not canceled. */
  readonly scope: number;
  /** Points of those that were handed in and not refused. */
  readonly submitted: number;
  /** Points of those that are credited. */
  readonly credited: number;
  readonly counts: TaskCounts;
}

export const noProgress: ContractProgress = {
  scope: 0,
  submitted: 0,
  credited: 0,
  counts: { open: 0, working: 0, waiting: 0, completed: 0, credited: 0, ended: 0 },
};

const groupOf: Readonly<Record<TaskStage, keyof TaskCounts>> = {
  open: 'open',
  claimed: 'working',
  verifying: 'working',
  asking: 'waiting',
  unproven: 'waiting',
  disputed: 'waiting',
  verified: 'completed',
  crediting: 'completed',
  credited: 'credited',
  failed: 'ended',
  canceled: 'ended',
  rejected: 'ended',
};
const handedIn: ReadonlySet<TaskStage> = new Set([
  'verifying',
  'verified',
  'crediting',
  'credited',
  'disputed',
]);

/** The progress after a task has become another one; `before` is undefined where it is new. */
export function progressed(
  progress: ContractProgress,
  before: TaskRecord | undefined,
  after: TaskRecord,
): ContractProgress {
  return added(before ? added(progress, before, -1) : progress, after, 1);
}

function added(progress: ContractProgress, task: TaskRecord, sign: 1 | -1): ContractProgress {
  const { stage } = task;
  const points = sign * task.points;
  const group = groupOf[stage];
  return {
    scope: progress.scope + (isInScope(task) ? points : 0),
    submitted: progress.submitted + (handedIn.has(stage) ? points : 0),
    credited: progress.credited + (stage === 'credited' ? points : 0),
    counts: { ...progress.counts, [group]: progress.counts[group] + sign },
  };
}
