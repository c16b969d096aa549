import type { Command } from '../command.ts';
import { slotCommand } from '../deployments/slotVerb.ts';
import { callService } from '../serviceConnection.ts';

export const command: Command = slotCommand({
  name: 'stop',
  summary: 'Stop what runs in a slot that gets no requests',
  details: 'The live slot is not stopped: switch to another one first, or swarm switch --none.',
  prepare:
    () =>
    (service, { environment, team, slot }) =>
      callService(service, 'stopSlot', { params: { environment, team, slot }, body: {} }),
});
