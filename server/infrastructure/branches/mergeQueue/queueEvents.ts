import type { PutOutReport } from '../../../protocol/queue.ts';
import type { EventDraft } from '../../events/subject.ts';
import type { QueuedBranch, Trial } from './queueState.ts';

/** What a worker records on its way: it need not look at the queue again because of that. */
export const trialSteps: ReadonlySet<string> = new Set([
  'queue.trial-started',
  'queue.check-retried',
  'queue.trial-ended',
  'queue.landing-started',
  'queue.landed',
  'queue.push-started',
  'queue.pushed',
  'queue.push-failed',
]);

/** How a trial ended without landing. */
export type TrialEnd =
  /** The checks failed twice: each part is tested by itself. */
  | { readonly why: 'checks-failed'; readonly parts: readonly (readonly string[])[] }
  /** The target is no longer what the result stands on. */
  | { readonly why: 'target-moved' }
  /** Nobody knows how it would have ended: the service stopped, or something outside the trial failed. */
  | { readonly why: 'interrupted' };

export type StartedTrial = Pick<Trial, 'ids' | 'onto' | 'commit' | 'tree'> & { readonly checks: string[] };

export const enqueued = (branch: QueuedBranch): EventDraft => ({
  type: 'queue.enqueued',
  data: { ...branch },
});
export const movedToFront = (id: string, branch: string): EventDraft => ({
  type: 'queue.moved-to-front',
  data: { id, branch },
});
export const queuePaused = (reason: string | null): EventDraft => ({
  type: 'queue.paused',
  data: { reason },
});
export const queueResumed: EventDraft = { type: 'queue.resumed', data: {} };
export const putOut = (id: string, branch: string, report: PutOutReport): EventDraft => ({
  type: 'queue.put-out',
  data: { id, branch, report },
});
export const trialStarted = (trial: StartedTrial): EventDraft => ({
  type: 'queue.trial-started',
  data: { ...trial },
});
export const checkRetried = (check: string): EventDraft => ({
  type: 'queue.check-retried',
  data: { check },
});
export const trialEnded = (end: TrialEnd): EventDraft => ({ type: 'queue.trial-ended', data: { ...end } });
/** `tested` is the tree the checks ran on; null where there are none. */
export const landingStarted = (trial: Trial, tested: string | null, flaky: string[]): EventDraft => ({
  type: 'queue.landing-started',
  data: { from: trial.onto, to: trial.commit, tree: trial.tree, tested, flaky },
});
export const queueLanded = (trial: Trial, branches: string[]): EventDraft => ({
  type: 'queue.landed',
  data: {
    branches,
    from: trial.onto,
    to: trial.commit,
    tree: trial.tree,
    flaky: [...trial.flaky],
  },
});
export const pushStarted = (commit: string): EventDraft => ({
  type: 'queue.push-started',
  data: { commit },
});
/** `failure` is null where the remote has taken it. */
export const pushEnded = (commit: string, failure: string | null): EventDraft =>
  failure === null
    ? { type: 'queue.pushed', data: { commit } }
    : { type: 'queue.push-failed', data: { commit, reason: failure } };
