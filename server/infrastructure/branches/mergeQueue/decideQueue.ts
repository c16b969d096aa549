import type { PutOutReport } from '../../../protocol/queue.ts';
import type { EventDraft } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import { shortReport } from './putOutReports.ts';
import {
  enqueued,
  landingStarted,
  movedToFront,
  putOut,
  queueLanded,
  queuePaused,
  queueResumed,
  type StartedTrial,
  type TrialEnd,
  trialEnded,
  trialStarted,
} from './queueEvents.ts';
import { inOrder } from './queueOrder.ts';
import type { QueuedBranch, QueueState, Trial } from './queueState.ts';

/**
 * Puts a branch at the end of those of its priority.
 * @throws {Refusal} `conflict` where it is in the queue already; `data.asAsked` tells whether that entry does what is asked for
 */
export function decideEnqueue(
  state: QueueState,
  target: string,
  asked: Omit<QueuedBranch, 'id'>,
): EventDraft[] {
  const members = inOrder(state);
  const position = members.findIndex(({ branch }) => branch === asked.branch) + 1;
  const present = members[position - 1];
  if (present) throw alreadyQueued(present, position, target, asked);
  return [enqueued({ id: String(state.lastId + 1), ...asked })];
}

function alreadyQueued(
  { id, branch, commit, review }: QueuedBranch,
  position: number,
  target: string,
  asked: Omit<QueuedBranch, 'id'>,
): Refusal {
  const where = `${branch} is already in the queue for ${target}, at position ${position}`;
  const unreviewed = review && !asked.review;
  const data = { position, id, commit, asAsked: commit === asked.commit && !unreviewed };
  if (data.asAsked) return new Refusal('conflict', `${where}, with its last commit.`, data);
  const other =
    commit === asked.commit
      ? 'without the review; cancel it first to enqueue it as reviewed'
      : `with ${commit.slice(0, 10)}; cancel it first to enqueue ${asked.commit.slice(0, 10)}`;
  return new Refusal('conflict', `${where}, ${other}.`, data);
}

/**
 * Takes a branch out again.
 * @throws {Refusal} `not-found`; `conflict` where its merge result is already moving the target
 */
export function decideCancel(state: QueueState, target: string, branch: string, actor: string): EventDraft[] {
  const member = state.members.find((one) => one.branch === branch);
  if (!member) throw new Refusal('not-found', `${branch} is not in the queue for ${target}.`);
  if (member.state === 'landing')
    throw new Refusal('conflict', `${branch} is tested and landing on ${target} at this moment.`);
  return [putOut(member.id, branch, shortReport('cancelled', `${actor} cancelled it.`))];
}

/**
 * Lets a waiting branch be the next one that is tested.
 * @throws {Refusal} `not-found`; `conflict` where it is under way already
 */
export function decideMoveToFront(state: QueueState, target: string, branch: string): EventDraft[] {
  const member = state.members.find((one) => one.branch === branch);
  if (!member) throw new Refusal('not-found', `${branch} is not in the queue for ${target}.`);
  if (member.state !== 'queued')
    throw new Refusal('conflict', `${branch} is being tested or landing on ${target} already.`);
  const first = inOrder(state).find((one) => one.state === 'queued');
  return first?.id === member.id ? [] : [movedToFront(member.id, branch)];
}

/** Stops the queue: what is being tested is queued again, what is landing lands. */
export function decidePause({ paused }: QueueState, reason: string | null): EventDraft[] {
  return paused === null ? [queuePaused(reason)] : [];
}

export function decideResume({ paused }: QueueState): EventDraft[] {
  return paused === null ? [] : [queueResumed];
}

/** Starts a trial, unless the queue changed since it was prepared. */
export function decideTrial(state: QueueState, trial: StartedTrial): EventDraft[] {
  const stillQueued = trial.ids.every((id) =>
    state.members.some((member) => member.id === id && member.state === 'queued'),
  );
  return state.paused === null && state.trial === null && stillQueued ? [trialStarted(trial)] : [];
}

/** Puts a branch out, unless it left or is landing by now; a trial that it is part of ends. */
export function decidePutOut(state: QueueState, id: string, report: PutOutReport): EventDraft[] {
  const member = state.members.find((one) => one.id === id);
  return member !== undefined && member.state !== 'landing' ? [putOut(id, member.branch, report)] : [];
}

/** Keeps what happened to a trial where it is still the one under way: a cancellation or a pause meanwhile wins. */
export function decideProgress(
  state: QueueState,
  trial: Trial,
  progress: readonly EventDraft[],
): readonly EventDraft[] {
  return state.trial?.number === trial.number && !state.trial.landing ? progress : [];
}

/**
 * Lets the tested result land.
 * @param tested tree that the checks ran on; null where there are none
 * @throws {Error} where that is not the tree of the result: nothing lands that was not tested
 */
export function decideLanding(
  state: QueueState,
  trial: Trial,
  tested: string | null,
  flaky: string[],
): readonly EventDraft[] {
  if (tested !== null && tested !== trial.tree)
    throw new Error(`the tree that would land is ${trial.tree}, but ${tested} was tested`);
  return decideProgress(state, trial, [landingStarted(trial, tested, flaky)]);
}

const patience = 5;

/** Ends a landing: the target moved to the result, was something else by then, or must not be moved now. */
export function decideLanded(
  state: QueueState,
  target: string,
  outcome: 'landed' | 'moved' | 'blocked',
): EventDraft[] {
  const { trial, members } = state;
  if (!trial?.landing) return [];
  const tried = trial.ids.flatMap((id) => members.filter((member) => member.id === id));
  const branches = tried.map(({ branch }) => branch);
  if (outcome === 'landed') return [queueLanded(trial, branches)];
  if (outcome === 'blocked') return [trialEnded({ why: 'interrupted' })];
  return [trialEnded({ why: 'target-moved' }), ...overtakenTooOften(tried, target)];
}

/** Queues again what was being tested by somebody who is gone. What was landing goes on. */
export function decideInterruption({ trial }: QueueState): EventDraft[] {
  return trial && !trial.landing ? [trialEnded({ why: 'interrupted' })] : [];
}

function overtakenTooOften(tried: readonly QueueState['members'][number][], target: string): EventDraft[] {
  const message = `${target} was moved by others ${patience} times while this was tested; enqueue it again when it is calmer there.`;
  return tried
    .filter(({ overtaken }) => overtaken + 1 >= patience)
    .map(({ id, branch }) => putOut(id, branch, shortReport('target-moved', message)));
}

/** Ends a trial that does not land. */
export function decideEnd(state: QueueState, trial: Trial, end: TrialEnd): readonly EventDraft[] {
  return decideProgress(state, trial, [trialEnded(end)]);
}
