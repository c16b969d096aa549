import type { StepContext } from './stepContext.ts';

/** Why a release that was healthy cannot get requests any more: a sentence; undefined where it can, or may again. */
export function unservedReason({ slot, slotId, history }: StepContext): string | undefined {
  const { phase, commit, problem } = slot;
  if (phase === 'failed') return problem ?? `Slot ${slotId} failed.`;
  if (phase === 'idle' || phase === 'stopping' || commit !== history.commit)
    return `Slot ${slotId} does not run ${history.revision} any more: it was stopped by somebody else.`;
  return undefined;
}
