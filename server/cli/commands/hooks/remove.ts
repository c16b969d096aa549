import { hookCommand } from './hookCommand.ts';

export const command = hookCommand({
  name: 'remove',
  summary: 'Remove the hooks; those that were there before are as they were',
  route: 'removeHooks',
});
