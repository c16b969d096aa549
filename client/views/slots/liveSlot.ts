import type { Slot } from '../../../server/protocol/slots.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';

/** The slot that gets the requests of a team in an environment. */
export function liveSlot(
  store: LiveStore,
  { environment, team }: { readonly environment: string; readonly team: string },
): Slot | undefined {
  const slots = [...store.rows('slots').values()];
  return slots.find((slot) => slot.live && slot.environment === environment && slot.team === team);
}
