import { decideEnded } from '../decideDeployment.ts';
import { beginObservation, goesBack } from './beginObservation.ts';
import { remainingMilliseconds } from './remainingMilliseconds.ts';
import type { StepContext, StepResult } from './stepContext.ts';

/** Watches a release that has the requests, until its time is over or it has to go back. */
export async function observationStep(context: StepContext): Promise<StepResult> {
  const { history, memory, parts, stream } = context;
  if (memory.observation === undefined)
    await beginObservation(context, history.replaced?.slot ?? null, 'after');
  if (await goesBack(context)) return 'done';
  const since = history.steps.at(-1)?.startedAt ?? history.requestedAt;
  const left = remainingMilliseconds(context, since, history.observe.seconds);
  const isHealthy = context.slot.phase === 'healthy';
  if (left > 0 || !isHealthy) {
    const milliseconds = Math.min(Math.max(left, 1), parts.checkMilliseconds);
    return { waitsFor: isHealthy ? null : context.slot.problem, milliseconds };
  }
  const { baseline = null, observed = null } = memory.verdict ?? {};
  const detail = memory.verdict?.sentence ?? null;
  await stream.record((newest) => decideEnded(newest, new Date(), { baseline, observed }, { detail }));
  return 'done';
}
