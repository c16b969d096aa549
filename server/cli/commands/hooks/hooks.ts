import type { CommandGroup } from '../../command.ts';

/** The git hooks that hold plain git to the rules of swarm.json. */
export const group: CommandGroup = {
  name: 'hooks',
  summary: 'Install and remove the git hooks that protect branches',
  commands: [
    {
      name: 'install',
      summary: 'Install the hooks; those that are there are kept and run as well',
      load: async () => (await import('./install.ts')).command,
    },
    {
      name: 'remove',
      summary: 'Remove the hooks; those that were there before are as they were',
      load: async () => (await import('./remove.ts')).command,
    },
    {
      name: 'status',
      summary: 'Show whether the hooks are installed',
      load: async () => (await import('./status.ts')).command,
    },
  ],
};
