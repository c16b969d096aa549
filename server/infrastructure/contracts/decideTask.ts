import type {
  AddTask,
  AskTask,
  CancelTask,
  ClaimTask,
  JudgeTask,
  ReleaseTask,
  SubmitTask,
  TaskStage,
} from '../../protocol/tasks.ts';
import { layeredGet } from '../collections/layeredMap.ts';
import type { CommandMeta, EventDraft } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import { budget, checkedPostings, held, move } from './books.ts';
import { type OpenedContract, totalOf } from './contractState.ts';
import { refuseClosed, refuseOverBudget } from './decideContract.ts';
import { holdsPoints, stateOf, type TaskRecord } from './taskRecord.ts';
import { refuseForeign, refuseOwn } from './taskRights.ts';

/** A task that somebody asks something of. */
export interface AskedTask {
  readonly state: OpenedContract;
  readonly contract: string;
  readonly task: string;
  readonly meta: Pick<CommandMeta, 'actor' | 'role'>;
}

/** What a claim is judged by beside the ledger. */
export interface ClaimFacts {
  readonly now: number;
  /** Team of the agent; null where it has none. */
  readonly team: string | null;
  /** Why there is nothing to do, a sentence; null otherwise. */
  readonly phantom: string | null;
  /** Commit of the base: what is in it by now is no work on the task. Null where there is no base. */
  readonly base?: string | null;
}

/** A task as somebody adds it, with the place that declares it. */
export interface DeclaredTask extends AddTask {
  readonly source: string;
}

/** @throws {Refusal} `conflict` where it is there already, `over-budget` where its contract can never pay it */
export function decideAdd(state: OpenedContract, contract: string, task: DeclaredTask): EventDraft[] {
  refuseClosed(state, contract);
  const id = `${contract}/${task.task}`;
  if (layeredGet(state.tasks, task.task)) throw new Refusal('conflict', `There is already a task ${id}.`);
  const total = totalOf(state);
  if (task.points > total)
    throw new Refusal(
      'over-budget',
      `${id} is worth ${task.points} points; all of ${contract} is ${total}.`,
      {
        total,
      },
    );
  return [{ type: 'task.added', data: { ...task } }];
}

/**
 * Takes a task out of the pool and holds its points; again by the same agent changes nothing.
 * @throws {Refusal} `conflict` where somebody else has it or its time is over, `over-budget`, `not-allowed`
 */
export function decideClaim(
  asked: AskedTask,
  { agent, fence, anyway }: ClaimTask,
  facts: ClaimFacts,
): EventDraft[] {
  const { state, contract, task: name } = asked;
  const task = existing(asked);
  const id = idOf(asked);
  if (task.assignee === agent && task.stage === 'claimed') return [];
  if (task.assignee !== null && holdsPoints(task))
    throw new Refusal('conflict', `${task.assignee} has ${id}.`, { assignee: task.assignee });
  requireStage(asked, ['open'], 'claimed');
  refuseClosed(state, contract);
  refuseUnfit(asked, agent, facts);
  if (facts.phantom !== null && anyway === undefined)
    throw new Refusal('conflict', `${facts.phantom} Claim ${id} with a reason for doing so anyway.`);
  refuseOverBudget(state, contract, task.points);
  const postings = checkedPostings(state.books, move(task.points, budget(contract), held(contract, name)));
  const attempt = task.attempt + 1;
  return [
    {
      type: 'task.claimed',
      data: { task: name, agent, fence, attempt, base: facts.base, reason: anyway, postings },
    },
  ];
}

function refuseUnfit({ state, contract }: AskedTask, agent: string, { now, team }: ClaimFacts): void {
  const { deadline, parties } = state;
  if (deadline !== null && now > Date.parse(deadline))
    throw new Refusal(
      'conflict',
      `${contract} was due by ${deadline}: amend its deadline to let tasks be claimed.`,
      {
        deadline,
      },
    );
  if (parties.length === 0 || parties.includes(agent) || (team !== null && parties.includes(team))) return;
  throw new Refusal('not-allowed', `${contract} is for ${parties.join(', ')}; ${agent} is none of them.`, {
    parties: [...parties],
  });
}

/** Gives a task back, from wherever it is not credited; the points are free again. */
export function decideRelease(asked: AskedTask, { reason, failed, ...seen }: ReleaseTask): EventDraft[] {
  const task = existing(asked);
  if (task.stage === 'open') return [];
  refuseForeign(asked.meta, task, idOf(asked));
  refuseOutdated(asked, seen);
  const isWorkOnly = failed || asked.meta.role === 'agent';
  requireStage(asked, isWorkOnly ? underWay : [...underWay, ...ended], failed ? 'failed' : 'released');
  return [
    {
      type: failed ? 'task.failed' : 'task.released',
      data: { task: asked.task, agent: task.assignee, reason, postings: freed(asked, task) },
    },
  ];
}

/** Stages of somebody's work before it is credited. */
const underWay: readonly TaskStage[] = ['claimed', 'asking', 'verifying', 'unproven', 'verified'];
/** Ends that people bring a task back from. */
const ended: readonly TaskStage[] = ['failed', 'canceled', 'rejected'];

/** The worker waits for an answer. */
export function decideAsk(asked: AskedTask, { question, ...seen }: AskTask): EventDraft[] {
  refuseForeign(asked.meta, existing(asked), idOf(asked));
  refuseOutdated(asked, seen);
  requireStage(asked, ['claimed', 'unproven'], 'waiting for an answer');
  return [{ type: 'task.asked', data: { task: asked.task, question } }];
}

/** The answer to the worker, who goes on. */
export function decideAnswer(asked: AskedTask, { reason }: JudgeTask): EventDraft[] {
  const { assignee } = existing(asked);
  requireStage(asked, ['asking'], 'answered');
  refuseOwn(asked.meta.actor, assignee, 'answer its own question');
  return [{ type: 'task.answered', data: { task: asked.task, reason } }];
}

/** Hands a task in. What its contract asks to be shown is looked at with it. */
export function decideSubmit(asked: AskedTask, { evidence, ...seen }: SubmitTask): EventDraft[] {
  const task = existing(asked);
  refuseForeign(asked.meta, task, idOf(asked));
  refuseOutdated(asked, seen);
  requireStage(asked, ['claimed', 'asking', 'unproven'], 'handed in');
  if (evidence.length + task.proof.length === 0)
    throw new Refusal('invalid-request', `Hand ${idOf(asked)} in with evidence that can be looked at.`);
  return [{ type: 'task.submitted', data: { task: asked.task, agent: task.assignee, evidence } }];
}

/** Ends a task that is not credited. */
export function decideCancel(asked: AskedTask, { reason, as }: CancelTask): EventDraft[] {
  const task = existing(asked);
  requireStage(asked, ['open', ...underWay, 'failed'], as);
  return [
    {
      type: `task.${as}`,
      data: { task: asked.task, agent: task.assignee, reason, postings: freed(asked, task) },
    },
  ];
}

/** @throws {Refusal} `not-found` */
export function existing({ state, contract, task }: AskedTask): TaskRecord {
  const found = layeredGet(state.tasks, task);
  if (found) return found;
  throw new Refusal('not-found', `${contract} has no task ${task}.`);
}

export function idOf({ contract, task }: Pick<AskedTask, 'contract' | 'task'>): string {
  return `${contract}/${task}`;
}

/**
 * @param becomes completes "cannot be …"
 * @throws {Refusal} `invalid-transition`
 */
export function requireStage(asked: AskedTask, stages: readonly TaskStage[], becomes: string): void {
  const task = existing(asked);
  if (stages.includes(task.stage)) return;
  throw new Refusal('invalid-transition', `${idOf(asked)} is ${task.stage} and cannot be ${becomes}.`, {
    stage: task.stage,
    state: stateOf(task),
  });
}

/** @throws {Refusal} `conflict` where the asker speaks of an earlier attempt or holds an older lease */
function refuseOutdated(
  asked: AskedTask,
  seen: { readonly attempt?: number | undefined; readonly fence?: number | undefined },
): void {
  const { attempt, fence, assignee } = existing(asked);
  const isOld = seen.attempt !== undefined && seen.attempt !== attempt;
  const isPassedOn = seen.fence !== undefined && fence !== null && seen.fence < fence;
  if (!isOld && !isPassedOn) return;
  const whose = assignee === null ? 'nobody has it now' : `${assignee} has it now, at attempt ${attempt}`;
  throw new Refusal('conflict', `${idOf(asked)} went on since: ${whose}.`, { attempt, assignee });
}

/** What holds the points of a task gives them back. */
function freed({ state, contract, task: name }: AskedTask, task: TaskRecord) {
  if (!holdsPoints(task)) return [];
  return checkedPostings(state.books, move(task.points, held(contract, name), budget(contract)));
}
