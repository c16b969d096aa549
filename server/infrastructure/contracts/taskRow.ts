import type { Evidence } from '../../protocol/evidence.ts';
import type { Task } from '../../protocol/tasks.ts';
import { evidenceText } from './evidence/evidenceText.ts';
import { stateOf, type TaskEvidence, type TaskRecord } from './taskRecord.ts';

/**
 * The row of a task.
 * @param phantom why there is nothing to do, as far as somebody has looked
 */
export function taskRow(contract: string, task: TaskRecord, phantom: string | null): Task {
  const { assignee, attempt, source, version, stage, since, note, fence } = task;
  return {
    id: `${contract}/${task.task}`,
    contract,
    task: task.task,
    title: task.title,
    points: task.points,
    priority: task.priority,
    files: [...task.files],
    requires: [...task.requires],
    state: stateOf(task),
    assignee,
    attempt,
    evidence: [...task.evidence.map((one) => shownEvidence(one)), ...acceptance(task)],
    credited: stage === 'credited',
    disputed: stage === 'disputed',
    source,
    phantom: stage === 'open' ? phantom : null,
    version,
    stage,
    since,
    note,
    proof: task.proof.map((spec) => evidenceText(spec)),
    fence,
  };
}

function shownEvidence({ spec, finding, time }: TaskEvidence): Evidence {
  const { verdict = 'pending', text = '' } = finding ?? {};
  return { kind: spec.kind, spec: evidenceText(spec), verdict, text, time };
}

function acceptance({ accepted }: TaskRecord): Evidence[] {
  if (accepted === null) return [];
  const { actor, reason, time } = accepted;
  return [{ kind: 'accepted', spec: `${actor} accepts the work`, verdict: 'holds', text: reason, time }];
}
