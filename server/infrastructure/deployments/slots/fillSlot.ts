import type { CommandStore } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { SlotFleet } from './slotFleet.ts';
import { isUp, wantedInstances } from './slotHistory.ts';
import { slotSubject } from './slotSubject.ts';

export interface FillParts {
  readonly commands: CommandStore;
  readonly fleet: Pick<SlotFleet, 'scale'>;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/**
 * Brings what runs in a slot back to so many instances; resolves when none is starting any more. Those that do not become healthy
 * are given up, so that requests can go to the others.
 * @returns why there are fewer: a sentence; undefined where there are not
 */
export async function fillSlot(parts: FillParts, id: string, count: number): Promise<string | undefined> {
  const { commands, fleet, signal } = parts;
  const wanted = () => wantedInstances(commands.get(slotSubject, id).state);
  try {
    const alive = wanted().filter(({ phase }) => phase !== 'failed').length;
    if (alive < count) await fleet.scale(id, count, { actor: 'swarm' });
    await settled(parts, id);
    const failed = wanted().filter(({ phase }) => phase === 'failed');
    if (failed.length === 0 || signal?.aborted === true) return undefined;
    await fleet.scale(id, Math.max(1, wanted().length - failed.length), { actor: 'swarm' });
    const problem = failed[0]?.problem ?? 'the others do not start any more.';
    return `Only ${wanted().length} of ${count} instances of the release before run: ${problem}`;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'shutting-down') throw error;
    return `Only ${wanted().length} of ${count} instances of the release before run: ${error.message}`;
  }
}

/** Resolves when no instance of a slot is starting. */
async function settled({ commands, signal }: FillParts, id: string): Promise<void> {
  const done = Promise.withResolvers<void>();
  const look = () => {
    const { state } = commands.get(slotSubject, id);
    if (!isUp(state) || state.instances.every(({ phase }) => phase !== 'starting')) done.resolve();
  };
  const unsubscribe = commands.onCommitted(({ stream }) => {
    if (stream === `slot/${id}`) look();
  });
  const leave = () => done.resolve();
  signal?.addEventListener('abort', leave, { once: true });
  try {
    look();
    if (signal?.aborted !== true) await done.promise;
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', leave);
  }
}
