import type { CommandGroup } from '../../command.ts';

/** What agents hold so that no two of them work on the same thing. */
export const group: CommandGroup = {
  name: 'leases',
  summary: 'Hold files, tasks and resources so that no other agent touches them meanwhile',
  commands: [
    {
      name: 'list',
      summary: 'List what is held, and who waits',
      load: async () => (await import('./list.ts')).command,
    },
    {
      name: 'take',
      summary: 'Hold files, a task or a resource',
      load: async () => (await import('./take.ts')).command,
    },
    {
      name: 'renew',
      summary: 'Hold something for longer',
      load: async () => (await import('./renew.ts')).command,
    },
    {
      name: 'release',
      summary: 'Give back what is held',
      load: async () => (await import('./release.ts')).command,
    },
    {
      name: 'who',
      summary: 'Say who holds files, and whether changes are in the way of somebody',
      load: async () => (await import('./who.ts')).command,
    },
  ],
};
