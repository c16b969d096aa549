import { decideRolling, type RollingFacts } from '../rolling.ts';
import { healthyCount, wantedInstances } from '../slots/slotHistory.ts';
import { enterCanaryStep } from './canaryStep.ts';
import { remainingMilliseconds } from './remainingMilliseconds.ts';
import type { StepContext, StepResult } from './stepContext.ts';

/**
 * Goes on with a rolling deployment: one instance more of the release, its part of the requests, one less of the release before.
 * @returns undefined once all of its instances are there, so that it gets all requests
 */
export async function rollingStep(context: StepContext): Promise<StepResult | undefined> {
  const action = decideRolling(factsOf(context));
  switch (action.kind) {
    case 'switch':
      return undefined;
    case 'share':
      return enterCanaryStep(context, action.step);
    case 'observe':
      return observing(context);
    case 'scale':
      await context.parts.fleet.scale(slotOf(context, action.slot), action.instances, { actor: 'swarm' });
      return 'done';
    case 'await':
      return { waitsFor: waiting(context, action.slot), milliseconds: context.parts.checkMilliseconds };
  }
}

function factsOf(context: StepContext): RollingFacts {
  const { history, parts, route, slot } = context;
  const { live, canary: share } = parts.book.state(route);
  const { instances, canary, canarySteps, replacedInstances } = history;
  const old = parts.book.slot(`${route}/${live?.slot}`);
  const isShared = canary !== null && share?.percent === canarySteps[canary.step]?.percent;
  const step = canary === null ? null : isShared ? canary.step : canary.step - 1;
  return {
    instances,
    replaced: live === null ? 0 : replacedInstances,
    // Where nothing is live there is nothing to share with: it gets all at once.
    step: live === null ? instances - 2 : step === -1 ? null : step,
    isObserved: live === null || !isShared || remainingTime(context) === 0,
    fresh: { wanted: wantedInstances(slot).length, ready: healthyCount(slot) },
    old: { wanted: wantedInstances(old).length, running: old.instances.length },
  };
}

/** What is left of the time of the present step. */
function remainingTime(context: StepContext): number {
  const { canary, canarySteps } = context.history;
  if (canary === null) return 0;
  return remainingMilliseconds(context, canary.since, canarySteps[canary.step]?.seconds ?? 0);
}

function observing(context: StepContext): StepResult {
  const { checkMilliseconds } = context.parts;
  const milliseconds = Math.min(Math.max(remainingTime(context), 1), checkMilliseconds);
  return { waitsFor: null, milliseconds };
}

function slotOf({ parts, route, slotId }: StepContext, which: 'fresh' | 'old'): string {
  return which === 'fresh' ? slotId : `${route}/${parts.book.state(route).live?.slot}`;
}

function waiting(context: StepContext, which: 'fresh' | 'old'): string {
  const { history, slot } = context;
  const { instances, revision } = history;
  const count = `${healthyCount(slot)} of ${instances} instances of ${revision} are healthy`;
  return which === 'fresh'
    ? `${count}; the next one is being started.`
    : `${count}; one of the release before is being drained.`;
}
