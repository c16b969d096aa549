import type { CommandStore } from '../../events/subject.ts';
import type { SlotHistory } from '../slots/slotHistory.ts';
import { slotSubject } from '../slots/slotSubject.ts';

/** What is in a slot, with what is decided of it but not durable yet: a stop that was asked for just now. */
export async function newestSlot(commands: CommandStore, id: string): Promise<SlotHistory> {
  let newest = slotSubject.initial;
  const look = (state: SlotHistory) => {
    newest = state;
    return [];
  };
  await commands.execute(slotSubject, id, look, { actor: 'swarm' });
  return newest;
}
