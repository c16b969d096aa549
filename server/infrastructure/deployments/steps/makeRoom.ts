import type { SlotHistory } from '../slots/slotHistory.ts';
import type { StepContext } from './stepContext.ts';

/** Why nothing can be started in a slot yet: a sentence; undefined where it can. */
export function roomObstacle({ phase, revision }: SlotHistory): string | undefined {
  if (phase === 'idle' || phase === 'failed') return undefined;
  return `What is in the slot (${revision ?? phase}) is being stopped.`;
}

/**
 * Stops the live slot for a program that cannot run twice; resolves when it has ended.
 * @throws {Error} a sentence why it has not
 */
export async function makeRoom(context: StepContext): Promise<void> {
  const { parts, route, slotId } = context;
  const { live } = parts.book.state(route);
  const id = `${route}/${live?.slot}`;
  if (live === null || id === slotId) return;
  const ended = Promise.withResolvers<void>();
  const look = () => {
    const { phase, problem } = parts.book.slot(id);
    if (phase === 'idle' || phase === 'failed') ended.resolve();
    else if (phase === 'unknown') ended.reject(new Error(problem ?? `Slot ${id} cannot be stopped.`));
  };
  const unsubscribe = parts.commands.onCommitted(({ stream }) => {
    if (stream === `slot/${id}`) look();
  });
  try {
    await parts.fleet.stop(id, { actor: context.history.requestedBy }, { drain: true });
    look();
    await ended.promise;
  } finally {
    unsubscribe();
  }
}
