import type { ObservedRelease } from '../releaseObservation.ts';
import type { StepContext } from './stepContext.ts';

/** Begins to measure the release right before requests move, against what gets them until then. */
export async function beginObservation(
  context: StepContext,
  against: string | null,
  comparison: ObservedRelease['comparison'],
): Promise<void> {
  const { history, memory, parts, route } = context;
  memory.observation?.end();
  memory.observation = await parts.observation.begin({
    route,
    slot: history.slot ?? '',
    against,
    comparison,
    baseline: history.baseline,
    limits: history.observe,
  });
  const state = comparison === 'beside' ? 'switching' : 'observing';
  memory.verdict = { ...(await memory.observation.verdict()), state };
}

/**
 * Looks at what is measured now.
 * @returns whether it has to go back, which is decided then
 */
export async function goesBack(context: StepContext): Promise<boolean> {
  const { memory, slot, slotId, history } = context;
  if (slot.phase === 'failed' || slot.phase === 'idle') {
    await context.end(badEnd(context), slot.problem ?? `Slot ${slotId} is ${slot.phase}.`, slot.failedCheck);
    return true;
  }
  const lost = slot.instances.find(({ phase }) => phase === 'failed');
  if (lost) {
    await context.end(badEnd(context), lost.problem ?? `Instance ${lost.instance} failed.`, lost.failedCheck);
    return true;
  }
  const verdict = await memory.observation?.verdict();
  if (verdict && memory.verdict) memory.verdict = { ...verdict, state: memory.verdict.state };
  if (verdict?.kind !== 'roll-back') return false;
  const stays = history.replaced === null ? ' Nothing was live before that it could go back to.' : '';
  const bad = slot.failedCheck ?? context.parts.fleet.checks.badAnswer(slotId);
  await context.end(badEnd(context), `${verdict.sentence}${stays}`, bad);
  return true;
}

/** Without a release before there is nothing to go back to. */
function badEnd({ history }: StepContext): 'rolled-back' | 'failed' {
  return history.replaced === null ? 'failed' : 'rolled-back';
}
