import type { ApiAddress } from '../../protocol/apiClient.ts';
import type { Slot } from '../../protocol/slots.ts';
import { CommandError } from '../command.ts';
import { callService } from '../serviceConnection.ts';

/**
 * The slot that a name means: `environment/team/slot`, or as much of its end as only one has.
 * @throws {CommandError} there is none, or several
 */
export async function findSlot(service: ApiAddress, name: string): Promise<Slot> {
  const slots = await callService(service, 'listSlots');
  const exact = slots.find(({ id }) => id === name);
  const found = exact ? [exact] : slots.filter(({ id }) => id.endsWith(`/${name}`));
  const [slot, ...others] = found;
  if (slot && others.length === 0) return slot;
  const all = slots.map(({ id }) => id).join(', ');
  if (slot)
    throw new CommandError(
      `${JSON.stringify(name)} can be several slots; name one: ${found.map(({ id }) => id).join(', ')}.`,
    );
  throw new CommandError(
    slots.length === 0
      ? 'swarm.json declares no slots.'
      : `There is no slot ${JSON.stringify(name)}; there are: ${all}.`,
  );
}
