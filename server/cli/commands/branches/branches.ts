import type { CommandGroup } from '../../command.ts';

/** What can be done with branches: one file for each. */
export const group: CommandGroup = {
  name: 'branches',
  summary: 'List, compare and combine the branches of teams',
  commands: [
    {
      name: 'list',
      summary: 'List team branches and whether they conflict with the base',
      load: async () => (await import('./list.ts')).command,
    },
    {
      name: 'conflicts',
      summary: 'Show which active branches would conflict with each other or with the base',
      load: async () => (await import('./conflicts.ts')).command,
    },
  ],
};
