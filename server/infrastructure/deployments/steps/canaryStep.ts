import { decideCanaryStep } from '../decideDeployment.ts';
import { standIn } from '../traffic/standIn.ts';
import { beginObservation, goesBack } from './beginObservation.ts';
import { moveRequests } from './moveRequests.ts';
import { remainingMilliseconds } from './remainingMilliseconds.ts';
import type { StepContext, StepResult } from './stepContext.ts';

/**
 * Goes on with a canary: a part of the requests, an observation, the next part.
 * @returns undefined once its last step is over, so that it gets all of them
 */
export async function canaryStep(context: StepContext): Promise<StepResult | undefined> {
  const { history, parts, route } = context;
  const { canary, canarySteps } = history;
  if (canary === null) return enterCanaryStep(context, 0);
  const step = canarySteps[canary.step];
  if (step === undefined) return undefined;
  if (parts.book.state(route).canary?.percent !== step.percent) return enterCanaryStep(context, canary.step);
  if (step.seconds === undefined && !canary.continued)
    return {
      waitsFor: `${takenOver(context) ?? `${step.percent} % of the requests go to it`} (step ${canary.step + 1} of ${canarySteps.length}); it goes on when somebody lets it.`,
      milliseconds: parts.checkMilliseconds,
    };
  const left = step.seconds === undefined ? 0 : remainingMilliseconds(context, canary.since, step.seconds);
  if (left > 0 || context.slot.phase !== 'healthy')
    return {
      waitsFor: takenOver(context),
      milliseconds: Math.min(Math.max(left, 1), parts.checkMilliseconds),
    };
  return canary.step + 1 < canarySteps.length ? enterCanaryStep(context, canary.step + 1) : undefined;
}

/** Gives a release its part of the requests, and records that it has reached that step. */
export async function enterCanaryStep(context: StepContext, index: number): Promise<StepResult> {
  const step = context.history.canarySteps[index];
  if (step === undefined) return 'done';
  await observeBeside(context);
  const moved = await moveRequests(context, step.percent);
  if (moved !== 'done' || context.history.ending !== null) return moved;
  await context.stream.record((history) => decideCanaryStep(history, index, step.percent));
  return 'done';
}

/** Whether a release that gets a part of the requests has to go back, which is decided then. */
export async function partGoesBack(context: StepContext): Promise<boolean> {
  if (context.history.canary === null) return false;
  if (context.memory.observation === undefined) await observeBeside(context);
  return goesBack(context);
}

/** That it has more than its part, in words; null where it has not. */
function takenOver({ history, parts, route }: StepContext): string | null {
  const { live } = parts.book.state(route);
  if (live === null || standIn(parts.book, route) !== history.slot) return null;
  return `All requests go to it, because ${live.slot}, which is live, does not run any more`;
}

/** Both are asked at the same time by the same people: yesterday's requests are no measure. */
function observeBeside(context: StepContext): Promise<void> {
  const { live } = context.parts.book.state(context.route);
  return beginObservation(context, live?.slot ?? null, 'beside');
}
