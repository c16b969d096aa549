import type { SlotHistory } from '../slots/slotHistory.ts';
import { servingPorts } from './servingPorts.ts';
import type { TrafficState } from './trafficSubject.ts';

/** What has to be known of the traffic, and of what is in slots. */
interface KnownTraffic {
  state(route: string): TrafficState;
  slot(id: string): SlotHistory;
  /** Whether what began on a port still runs in a slot. */
  isServing(id: string, port: number): boolean;
}

/** The slot that takes what the live one refuses: what traffic left last while that is kept running, else the canary. */
export function spareSlot(book: KnownTraffic, route: string, live: string): string | null {
  const { warm, canary } = book.state(route);
  const kept = warm.filter(({ slot, port }) => slot !== live && book.isServing(`${route}/${slot}`, port));
  return kept.at(-1)?.slot ?? canary?.slot ?? null;
}

/** The slot that gets the requests of a live one which does not run any more; null where that runs, or nothing else does. */
export function standIn(book: KnownTraffic, route: string): string | null {
  const { live } = book.state(route);
  const serves = (slot: string) => servingPorts(book.slot(`${route}/${slot}`)).length > 0;
  if (live === null || serves(live.slot)) return null;
  const spare = spareSlot(book, route, live.slot);
  return spare !== null && serves(spare) ? spare : null;
}

/** Percent of the requests that name no slot which go to one. */
export function requestShare(book: KnownTraffic, route: string, slot: string): number {
  const { live, canary } = book.state(route);
  if (live === null) return 0;
  const part = canary?.percent ?? 0;
  const rest = (standIn(book, route) ?? live.slot) === slot ? 100 - part : 0;
  return rest + (canary?.slot === slot ? part : 0);
}
