import type { JudgeTask, ResolveTask } from '../../protocol/tasks.ts';
import type { EventDraft } from '../events/subject.ts';
import { budget, checkedPostings, earned, held, move } from './books.ts';
import { type AskedTask, existing, requireStage } from './decideTask.ts';
import type { EvidenceFinding } from './evidence/evidenceVerifier.ts';
import { withReuse } from './reusedEvidence.ts';
import type { TaskRecord } from './taskRecord.ts';
import { refuseOwn } from './taskRights.ts';

/** What was seen of one submission, in the order of its evidence. */
export interface CheckedSubmission {
  readonly submission: number;
  readonly findings: readonly EvidenceFinding[];
}

/** Somebody wants the evidence to be looked at again. @throws {Refusal} */
export function refuseVerify(asked: AskedTask): void {
  const { assignee } = existing(asked);
  requireStage(asked, ['verifying', 'unproven', 'verified'], 'verified');
  refuseOwn(asked.meta.actor, assignee, 'verify its own work');
}

/** Records what was seen; nothing where the task went on meanwhile. */
export function decideChecked(asked: AskedTask, { submission, findings }: CheckedSubmission): EventDraft[] {
  const task = existing(asked);
  if (task.submission !== submission) return [];
  if (task.stage !== 'verifying' && task.stage !== 'unproven' && task.stage !== 'verified') return [];
  const stage = isProven(task, findings) ? 'verified' : 'unproven';
  const noted = withReuse(asked.state, task, findings);
  return [{ type: 'task.checked', data: { task: asked.task, findings: noted, stage } }];
}

/** A person takes the work though its evidence does not suffice. */
export function decideAccept(asked: AskedTask, { reason }: JudgeTask): EventDraft[] {
  const { assignee } = existing(asked);
  requireStage(asked, ['verifying', 'unproven'], 'accepted');
  refuseOwn(asked.meta.actor, assignee, 'accept its own work');
  return [{ type: 'task.accepted', data: { task: asked.task, agent: assignee, reason } }];
}

/** Asks for the credit: recorded before the evidence is looked at once more, so that a crash between the two resumes. */
export function decideAskCredit(asked: AskedTask): EventDraft[] {
  const { assignee, stage } = existing(asked);
  requireStage(asked, ['verified', 'crediting'], 'credited');
  refuseOwn(asked.meta.actor, assignee, 'credit its own work');
  if (stage === 'crediting') return [];
  return [{ type: 'task.credit-asked', data: { task: asked.task } }];
}

/** Credits a task whose evidence still holds, or says why not; nothing where that was done before. */
export function decideCreditTask(
  asked: AskedTask,
  { submission, findings }: CheckedSubmission,
): EventDraft[] {
  const { state, contract, task: name } = asked;
  const task = existing(asked);
  const { assignee: agent, points } = task;
  if (task.stage !== 'crediting' || task.submission !== submission || agent === null) return [];
  const shared = { task: name, agent, findings: withReuse(state, task, findings) };
  if (!isProven(task, findings)) {
    const stage = findings.some(({ verdict }) => verdict === 'fails') ? 'unproven' : 'verified';
    return [{ type: 'task.credit-refused', data: { ...shared, stage, reason: refusalOf(task, findings) } }];
  }
  const postings = checkedPostings(state.books, move(points, held(contract, name), earned(agent)));
  const reason = task.accepted?.reason ?? task.title;
  return [{ type: 'task.credited', data: { ...shared, points, reason, postings } }];
}

/** Contests work; the points of a credit are held again. */
export function decideDispute(asked: AskedTask, { reason }: JudgeTask): EventDraft[] {
  const { state, contract, task: name } = asked;
  const { assignee: agent, points, stage } = existing(asked);
  requireStage(asked, ['verified', 'credited'], 'disputed');
  const postings =
    stage === 'credited' && agent !== null
      ? checkedPostings(state.books, move(points, earned(agent), held(contract, name)))
      : [];
  return [{ type: 'task.disputed', data: { task: name, agent, reason, postings } }];
}

/** Ends a dispute: the work stands as it stood, or it is rejected and its points are free. */
export function decideResolve(asked: AskedTask, { outcome, reason }: ResolveTask): EventDraft[] {
  const { state, contract, task: name } = asked;
  const { assignee: agent, points, contested } = existing(asked);
  requireStage(asked, ['disputed'], 'resolved');
  refuseOwn(asked.meta.actor, agent, 'resolve a dispute about its own work');
  const to = outcome === 'overturned' || agent === null ? budget(contract) : earned(agent);
  const stays = outcome === 'upheld' && contested === 'verified';
  const postings = stays ? [] : checkedPostings(state.books, move(points, held(contract, name), to));
  const lost = outcome === 'overturned' && contested === 'credited';
  return [{ type: 'task.resolved', data: { task: name, agent, outcome, credit: lost, reason, postings } }];
}

/** Takes the credit of a task back. */
export function decideReverseTask(asked: AskedTask, { reason }: JudgeTask): EventDraft[] {
  const { state, contract, task: name } = asked;
  const { assignee: agent, points } = existing(asked);
  requireStage(asked, ['credited'], 'reversed');
  if (agent === null) return [];
  const postings = checkedPostings(state.books, move(points, earned(agent), budget(contract)));
  return [{ type: 'task.reversed', data: { task: name, agent, points, reason, postings } }];
}

/** All of it holds; of work that a person has accepted, what held then must not fail now. */
function isProven(task: TaskRecord, findings: readonly EvidenceFinding[]): boolean {
  const { accepted, evidence } = task;
  return evidence.every(({ finding: before }, index) => {
    const now = findings[index]?.verdict;
    return now === 'holds' || (accepted !== null && (before?.verdict !== 'holds' || now === 'unknown'));
  });
}

function refusalOf({ evidence }: TaskRecord, findings: readonly EvidenceFinding[]): string {
  const [first] = findings.filter(({ verdict }, index) => verdict !== 'holds' && evidence[index]);
  return `Not credited: ${first?.text ?? 'its evidence could not be looked at.'}`;
}
