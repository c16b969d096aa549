import type { InstanceState, SlotState } from '../../../protocol/slots.ts';
import type { EventDraft } from '../../events/subject.ts';
import { isUp, type SlotHistory } from './slotHistory.ts';
import { instanceOf } from './slotInstances.ts';

/** What of a whole slot follows from what. */
const ofSlot: Readonly<Record<string, readonly SlotState[]>> = {
  'slot.build-started': ['starting'],
  'slot.built': ['starting'],
  'slot.unknown': ['stopping'],
  'slot.failed': ['starting', 'healthy', 'unhealthy', 'unknown'],
  'slot.stopped': ['stopping'],
};

/** What of an instance follows from what, while its slot is starting or up. */
const ofInstance: Readonly<Record<string, readonly InstanceState[]>> = {
  'slot.started': ['starting'],
  'slot.healthy': ['starting', 'unhealthy', 'unknown'],
  'slot.unhealthy': ['healthy', 'unknown'],
  'slot.unknown': ['healthy', 'unhealthy'],
  'slot.instance-failed': ['starting', 'healthy', 'unhealthy', 'unknown'],
  'slot.instance-stopped': ['stopping'],
};

/** Keeps what a program does where it still follows from the state: a stop asked for meanwhile wins. */
export function decideProgress(history: SlotHistory, progress: EventDraft): EventDraft[] {
  const { phase } = history;
  if (ofSlot[progress.type]?.includes(phase) === true) return [progress];
  if (phase !== 'starting' && !isUp(history)) return [];
  const known = history.instances.find(({ instance }) => instance === instanceOf(progress));
  return known && ofInstance[progress.type]?.includes(known.phase) === true ? [progress] : [];
}
