import type { CommandGroup } from '../../command.ts';

/** The event log: everything that happened in the infrastructure of a repository. */
export const group: CommandGroup = {
  name: 'log',
  summary: 'Check the log of everything that happened',
  commands: [
    {
      name: 'verify',
      summary: 'Check that nobody has changed the log, or cut off its end',
      load: async () => (await import('./verify.ts')).command,
    },
  ],
};
