import type { CommandGroup } from '../../command.ts';

/** Personal tokens: who acts with one is who it was made for. */
export const group: CommandGroup = {
  name: 'tokens',
  summary: 'Make, list and end personal tokens, by which people and agents prove who they are',
  commands: [
    {
      name: 'create',
      summary: 'Make a token; its secret is printed once',
      load: async () => (await import('./create.ts')).command,
    },
    {
      name: 'list',
      summary: 'List tokens, without their secrets',
      load: async () => (await import('./list.ts')).command,
    },
    {
      name: 'revoke',
      summary: 'End a token at once',
      load: async () => (await import('./revoke.ts')).command,
    },
  ],
};
