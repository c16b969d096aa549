import type { Departure, Deployment, DeploymentStep } from '../../protocol/deployments.ts';
import type { Measured } from './deploymentEvents.ts';
import { type DeploymentHistory, hasEnded } from './deploymentHistory.ts';
import type { PolicyAnswer } from './deploymentPolicy.ts';
import type { SlotHistory } from './slots/slotHistory.ts';
import { type StepVerdict, stepLog } from './steps/stepContext.ts';

/** What is known of a deployment besides its log. */
export interface PresentFacts {
  /** What is in its slot; undefined where it has none or has ended. */
  readonly slot: SlotHistory | undefined;
  /** Percent of the requests that go to it. */
  readonly share: number;
  /** How the requests left it; null where they did not. */
  readonly left: Departure | null;
  readonly position: number | null;
  readonly waitsFor: string | null;
  readonly answer: PolicyAnswer | undefined;
  readonly measured: (Measured & Pick<StepVerdict, 'sentence' | 'state'>) | undefined;
}

/** A deployment as the API shows it. */
export function deploymentRow(id: string, history: DeploymentHistory, facts: PresentFacts): Deployment {
  const { environment, team, slot, revision, commit, strategy, state, ending, bypass } = history;
  const isOver = hasEnded(history);
  return {
    id,
    environment,
    team,
    slot: slot ?? history.askedSlot,
    revision,
    commit,
    strategy,
    state,
    rollback: history.rollback,
    position: facts.position,
    waitsFor: isOver ? null : facts.waitsFor,
    steps: history.steps.map((step, index) => shownStep(step, index === history.steps.length - 1, facts)),
    gates: [...history.outcomes],
    approvals: approvalsOf(history, facts.answer),
    bypass: bypass === null ? null : { by: history.requestedBy, at: history.requestedAt, reason: bypass },
    replaced: history.replaced,
    left: facts.left,
    ...measuredOf(history, facts),
    requestedBy: history.requestedBy,
    requestedAt: history.requestedAt,
    endedAt: history.endedAt,
    problem: ending?.reason ?? null,
    failedCheck: ending?.failedCheck ?? null,
  };
}

/** One that is over shows what was measured then. */
function measuredOf(history: DeploymentHistory, facts: PresentFacts) {
  const isOver = hasEnded(history);
  const { baseline = null, observed = null } = (isOver ? history : facts.measured) ?? {};
  return { share: isOver && !mayHaveRequests(history) ? 0 : facts.share, baseline, observed };
}

/** Whether requests may go to it: one that failed after they had moved keeps them where they cannot go back. */
export function mayHaveRequests({ state, steps }: DeploymentHistory): boolean {
  if (state === 'switching' || state === 'observing') return true;
  return state === 'live' || (state === 'failed' && steps.some((step) => step.state === 'observing'));
}

/** The output of a step that is under way is known before it ends. */
function shownStep(step: DeploymentStep, isLast: boolean, facts: PresentFacts): DeploymentStep {
  const { slot, waitsFor, measured, share } = facts;
  if (!isLast || step.milliseconds !== null) return step;
  const observed = measured?.state === step.state && share > 0 ? measured.sentence : null;
  return {
    ...step,
    detail: waitsFor ?? observed,
    log: slot === undefined ? null : stepLog(step.state, slot),
  };
}

function approvalsOf(
  { approvals, approvalRule }: DeploymentHistory,
  answer: PolicyAnswer | undefined,
): Deployment['approvals'] {
  const rule = answer?.approvals ?? approvalRule;
  if (rule === null) return null;
  const given = approvals.map(({ by, at, comment, verified }) => ({ by, at, comment, verified }));
  const expiresAt = answer?.approvals?.expiresAt ?? null;
  return { required: rule.required, approvers: [...rule.approvers], given, expiresAt };
}
