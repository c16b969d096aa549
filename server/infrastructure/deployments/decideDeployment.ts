import type { DeploymentState } from '../../protocol/deployments.ts';
import type { GateOutcome } from '../../protocol/gates.ts';
import type { EventDraft } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import {
  canaryContinued,
  canaryStepped,
  deploymentAdvanced,
  deploymentApproved,
  deploymentEnded,
  type EndedStep,
  type EnteredFacts,
  endDecided,
  gateEnded,
  type Measured,
} from './deploymentEvents.ts';
import {
  type DecidedEnd,
  type DeploymentHistory,
  hasEnded,
  movesRequests,
  type OpenState,
} from './deploymentHistory.ts';
import { leadsTo } from './deploymentTransitions.ts';

type History = DeploymentHistory | null;

/** A state to enter, with what the state before came to. */
export interface Advance extends Omit<EndedStep, 'milliseconds'> {
  readonly from: DeploymentState;
  readonly to: OpenState;
  readonly now: Date;
  readonly facts?: EnteredFacts;
}

/** Enters the next state where it follows from the present one: an end that was decided meanwhile wins. */
export function decideAdvance(
  history: History,
  { from, to, now, detail, log, facts }: Advance,
): EventDraft[] {
  if (history?.state !== from || history.ending !== null || !leadsTo(from, to)) return [];
  return [deploymentAdvanced(to, { milliseconds: elapsed(history, now), detail, log }, facts)];
}

/** Keeps the outcome of a gate while the deployment is on its way. */
export function decideGate(history: History, outcome: GateOutcome): EventDraft[] {
  return history === null || hasEnded(history) ? [] : [gateEnded(outcome)];
}

/** Keeps that a canary has reached a step. */
export function decideCanaryStep(history: History, step: number, percent: number): EventDraft[] {
  const stays = history?.canary?.step === step;
  return history?.state !== 'switching' || history.ending !== null || stays
    ? []
    : [canaryStepped(step, percent)];
}

/**
 * Keeps an approval. Who may give it is decided before.
 * @throws {Refusal} `invalid-transition` where it does not wait for one, `not-allowed` where this one has approved it
 */
export function decideApproval(
  id: string,
  history: DeploymentHistory,
  given: { readonly by: string; readonly comment: string | null; readonly verified: boolean },
): EventDraft[] {
  if (history.state !== 'awaiting-approval' || history.ending !== null)
    throw new Refusal(
      'invalid-transition',
      `Deployment ${id} is ${spoken(history)} and waits for no approval.`,
      { state: history.state },
    );
  return [deploymentApproved(given.comment, given.verified)];
}

/**
 * Lets a canary that waits for a person go on.
 * @throws {Refusal} `invalid-transition`
 */
export function decideContinue(id: string, history: DeploymentHistory): EventDraft[] {
  const { canary, canarySteps, ending } = history;
  const step = canary === null ? undefined : canarySteps[canary.step];
  if (history.state !== 'switching' || ending !== null || canary === null || step?.seconds !== undefined)
    throw new Refusal(
      'invalid-transition',
      `Deployment ${id} is ${spoken(history)} and waits for nobody to let it go on.`,
      { state: history.state },
    );
  return canary.continued ? [] : [canaryContinued(canary.step)];
}

/**
 * Ends a deployment as a person wants it: until requests move nothing was different, later they go back.
 * @throws {Refusal} `invalid-transition` where it has ended
 */
export function decideCancel(id: string, history: DeploymentHistory, reason: string): EventDraft[] {
  if (hasEnded(history))
    throw new Refusal(
      'invalid-transition',
      `Deployment ${id} is ${spoken(history)} and cannot be cancelled${history.state === 'live' ? '; roll it back' : ''}.`,
      { state: history.state },
    );
  if (history.ending !== null) return [];
  const outcome = movesRequests(history) ? 'rolled-back' : 'cancelled';
  return [endDecided({ outcome, reason, failedCheck: null })];
}

/** Decides a bad end; the first one that is decided stays. */
export function decideEnd(history: History, end: DecidedEnd): EventDraft[] {
  if (history === null || hasEnded(history) || history.ending !== null) return [];
  return leadsTo(history.state, end.outcome) ? [endDecided(end)] : [];
}

/** How the last step of a deployment ended. */
export interface LastStep {
  /** What it came to, where nothing went bad: a sentence. */
  readonly detail?: string | null;
  /** Why the requests are not back where they were: a sentence. */
  readonly stuck?: string | null;
  /** Why not all of what runs again does: a sentence. */
  readonly shortage?: string | null;
}

/** Ends it as was decided, or as live, once nothing is left to do. */
export function decideEnded(
  history: History,
  now: Date,
  measured: Measured,
  { detail = null, stuck = null, shortage = null }: LastStep = {},
): EventDraft[] {
  if (history === null || hasEnded(history)) return [];
  const { ending } = history;
  const state = stuck === null ? (ending?.outcome ?? 'live') : 'failed';
  if (!leadsTo(history.state, state)) return [];
  const told = [stuck, shortage].filter((sentence) => sentence !== null);
  const reason = ending && [ending.reason, ...told].join(' ');
  const ended = { milliseconds: elapsed(history, now), detail: reason ?? detail, log: null };
  return [deploymentEnded(state, ended, { ...measured, reason })];
}

/** Time since its present step began; never negative, whatever the clock does. */
function elapsed({ steps }: DeploymentHistory, now: Date): number {
  const since = Date.parse(steps.at(-1)?.startedAt ?? '');
  return Number.isNaN(since) ? 0 : Math.max(0, now.getTime() - since);
}

/** Where it stands, in words. */
function spoken({ state, ending }: DeploymentHistory): string {
  if (ending !== null && state !== ending.outcome) return `being ended (${ending.outcome})`;
  return state === 'awaiting-approval' ? 'waiting for its approval' : state;
}
