import type { DeploymentState, DeploymentStep } from '../../protocol/deployments.ts';
import type { SwarmEvent } from '../../protocol/events.ts';
import type { GateOutcome } from '../../protocol/gates.ts';
import type { Subject } from '../events/subject.ts';
import type { EndedStep, EndFacts, EnteredFacts } from './deploymentEvents.ts';
import type { DecidedEnd, DeploymentHistory, EndState, RequestedDeployment } from './deploymentHistory.ts';

/** Streams `deployment/<number>`; null before the first event. */
export const deploymentSubject: Subject<DeploymentHistory | null> = {
  name: 'deployment',
  schema: 2,
  initial: null,
  evolve(state, event) {
    if (event.type === 'deployment.requested') return requested(event);
    return state === null ? null : evolved(state, event);
  },
};

function requested({ data, actor, time }: SwarmEvent): DeploymentHistory {
  // Services that knew one program in a slot wrote no number of them.
  const { slot: askedSlot, instances = 1, ...request } = data as unknown as RequestedDeployment;
  return {
    ...request,
    askedSlot,
    instances,
    state: 'queued',
    slot: null,
    steps: [stepFrom('queued', time)],
    outcomes: [],
    approvals: [],
    approvalRule: null,
    slotVersion: null,
    replaced: null,
    replacedInstances: 1,
    canary: null,
    ending: null,
    baseline: null,
    observed: null,
    requestedBy: actor,
    requestedAt: time,
    endedAt: null,
  };
}

function evolved(state: DeploymentHistory, event: SwarmEvent): DeploymentHistory {
  const { data, time, actor } = event;
  switch (event.type) {
    case 'deployment.advanced':
      return advanced(state, event);
    case 'deployment.gate-ended':
      return { ...state, outcomes: withOutcome(state.outcomes, data['outcome'] as GateOutcome) };
    case 'deployment.approved': {
      const comment = typeof data['comment'] === 'string' ? data['comment'] : null;
      const given = { by: actor, at: time, comment, verified: data['verified'] === true };
      return { ...state, approvals: [...state.approvals, given] };
    }
    case 'deployment.canary-stepped': {
      const { step, percent } = data as { step: number; percent: number };
      return { ...state, canary: { step, percent, since: time, continued: false } };
    }
    case 'deployment.canary-continued':
      return { ...state, canary: state.canary && { ...state.canary, continued: true } };
    case 'deployment.end-decided':
      return { ...state, ending: data as unknown as DecidedEnd };
    case 'deployment.ended':
      return over(state, event);
    default:
      return state;
  }
}

function advanced(state: DeploymentHistory, { data, time }: SwarmEvent): DeploymentHistory {
  const { to, ended, ...facts } = data as unknown as EnteredFacts & { to: DeploymentState; ended: EndedStep };
  return { ...state, ...facts, state: to, steps: [...closed(state.steps, ended), stepFrom(to, time)] };
}

function over(state: DeploymentHistory, { data, time }: SwarmEvent): DeploymentHistory {
  const { ended, baseline, observed, reason, ...rest } = data as unknown as EndFacts & {
    state: EndState;
    ended: EndedStep;
  };
  const { ending } = state;
  const outcome = rest.state;
  return {
    ...state,
    state: outcome,
    steps: closed(state.steps, ended),
    baseline,
    observed,
    endedAt: time,
    ending: ending && outcome !== 'live' ? { ...ending, outcome, reason: reason ?? ending.reason } : ending,
  };
}

function withOutcome(outcomes: readonly GateOutcome[], outcome: GateOutcome): GateOutcome[] {
  return [...outcomes.filter(({ name }) => name !== outcome.name), outcome];
}

function stepFrom(state: DeploymentState, startedAt: string): DeploymentStep {
  return { state, startedAt, milliseconds: null, detail: null, log: null };
}

function closed(steps: readonly DeploymentStep[], ended: EndedStep): DeploymentStep[] {
  const last = steps.at(-1);
  return last ? [...steps.slice(0, -1), { ...last, ...ended }] : [];
}
