import type { SwarmEvent } from '../../protocol/events.ts';
import type { EvidenceSpec } from '../../protocol/evidence.ts';
import type { AddTask, TaskStage } from '../../protocol/tasks.ts';
import type { EvidenceFinding } from './evidence/evidenceVerifier.ts';
import type { TaskEvidence, TaskRecord } from './taskRecord.ts';

/** A task after an event of its own; undefined where there is none. */
export function taskAfter(before: TaskRecord | undefined, event: SwarmEvent): TaskRecord | undefined {
  const { type, time, version } = event;
  if (type === 'task.added') return added(event);
  if (before === undefined) return undefined;
  const change = changeOf(before, event);
  return change && { ...before, ...change, since: time, version };
}

type Change = Partial<TaskRecord> & { readonly stage: TaskStage };

function added({ data, time, version }: SwarmEvent): TaskRecord {
  const { source, ...task } = data as unknown as AddTask & { readonly source: string };
  return {
    ...task,
    source,
    stage: 'open',
    since: time,
    version,
    attempt: 0,
    submission: 0,
    ...inPool,
    note: null,
  };
}

/** What a task in the pool has nothing of. */
const inPool = {
  assignee: null,
  fence: null,
  claimedAt: null,
  evidence: [],
  accepted: null,
  creditAskedBy: null,
  contested: null,
} as const;

function changeOf(task: TaskRecord, event: SwarmEvent): Change | undefined {
  const note = noteOf(event);
  switch (event.type) {
    case 'task.claimed':
      return claimed(event);
    case 'task.released':
      return { ...inPool, stage: 'open', note };
    case 'task.asked':
      return { stage: 'asking', note };
    case 'task.answered':
      return { stage: 'claimed', note };
    case 'task.submitted':
      return submitted(task, event);
    case 'task.failed':
      return { stage: 'failed', note };
    case 'task.canceled':
      return { stage: 'canceled', note };
    case 'task.rejected':
    case 'task.reversed':
      return { stage: 'rejected', note };
    default:
      return judged(task, event, note);
  }
}

function judged(task: TaskRecord, event: SwarmEvent, note: string | null): Change | undefined {
  switch (event.type) {
    case 'task.checked':
      return checked(task, event);
    case 'task.accepted':
      return {
        stage: 'verified',
        note,
        accepted: { actor: event.actor, reason: note ?? '', time: event.time },
      };
    case 'task.credit-asked':
      return { stage: 'crediting', creditAskedBy: event.actor };
    case 'task.credited':
      // The reason of the entry in the ledger is the title of the task: nobody said it.
      return { ...checked(task, event), stage: 'credited', creditAskedBy: null, note: null };
    case 'task.credit-refused':
      return { ...checked(task, event), creditAskedBy: null, note };
    case 'task.disputed':
      return { stage: 'disputed', contested: task.stage === 'credited' ? 'credited' : 'verified', note };
    case 'task.resolved':
      return {
        stage: event.data['outcome'] === 'upheld' ? (task.contested ?? 'verified') : 'rejected',
        contested: null,
        note,
      };
    default:
      return undefined;
  }
}

function claimed({ data }: SwarmEvent): Change {
  const fence = typeof data['fence'] === 'number' ? data['fence'] : null;
  return {
    ...inPool,
    stage: 'claimed',
    assignee: String(data['agent']),
    attempt: Number(data['attempt']),
    fence,
    claimedAt: typeof data['base'] === 'string' ? data['base'] : null,
    note: null,
  };
}

function submitted(task: TaskRecord, { data }: SwarmEvent): Change {
  const specs = [...task.proof, ...(data['evidence'] as readonly EvidenceSpec[])];
  return {
    stage: 'verifying',
    submission: task.submission + 1,
    evidence: specs.map((spec) => ({ spec, finding: null, time: null })),
    accepted: null,
    note: null,
  };
}

/** Findings of all evidence in its order. A posted report is kept until it was read. */
function checked(task: TaskRecord, { data, time }: SwarmEvent): Change {
  const findings = data['findings'] as readonly EvidenceFinding[];
  const evidence = task.evidence.map((one, index): TaskEvidence => {
    const finding = findings[index];
    return finding ? { spec: withoutReport(one.spec), finding, time } : one;
  });
  return { stage: data['stage'] === 'verified' ? 'verified' : 'unproven', evidence };
}

function withoutReport(spec: EvidenceSpec): EvidenceSpec {
  if (spec.kind !== 'tests' || spec.report === undefined) return spec;
  const { report: _, ...rest } = spec;
  return rest;
}

function noteOf({ data }: SwarmEvent): string | null {
  for (const name of ['reason', 'question']) if (typeof data[name] === 'string') return data[name];
  return null;
}
