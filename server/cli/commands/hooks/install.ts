import { hookCommand } from './hookCommand.ts';

export const command = hookCommand({
  name: 'install',
  summary: 'Install the hooks; those that are there are kept and run as well',
  route: 'installHooks',
});
