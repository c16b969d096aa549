import type { Release } from '../../../protocol/traffic.ts';
import type { CommandStore } from '../../events/subject.ts';
import { fillSlot } from '../slots/fillSlot.ts';
import type { SlotFleet } from '../slots/slotFleet.ts';
import { isUp } from '../slots/slotHistory.ts';
import type { TrafficBook } from './trafficBook.ts';

export interface FillKeptParts {
  readonly commands: CommandStore;
  readonly book: TrafficBook;
  readonly fleet: Pick<SlotFleet, 'scale'>;
}

/** A rolling deployment leaves one instance of the release before: it has all of them again before it gets all requests. */
export async function fillKept(parts: FillKeptParts, route: string, release: Release): Promise<void> {
  const id = `${route}/${release.slot}`;
  const kept = parts.book.slot(id);
  if (!isUp(kept) || kept.commit !== release.commit || kept.recipe === null) return;
  await fillSlot(parts, id, kept.recipe.instances);
}
