import type { Command } from '../command.ts';
import { slotCommand } from '../deployments/slotVerb.ts';
import { callService } from '../serviceConnection.ts';

export const command: Command = slotCommand({
  name: 'release',
  summary: 'Give a slot that is reserved back before its time is over',
  details: 'Your own, or that of somebody else for who may pass over rules there (bypass in swarm.json).',
  prepare:
    () =>
    (service, { environment, team, slot }) =>
      callService(service, 'releaseSlot', { params: { environment, team, slot }, body: {} }),
});
