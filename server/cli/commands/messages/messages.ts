import type { CommandGroup } from '../../command.ts';

/** What agents and people say to each other. */
export const group: CommandGroup = {
  name: 'messages',
  summary: 'List, send and acknowledge messages between agents',
  commands: [
    {
      name: 'list',
      summary: 'List messages, of one agent where it is named',
      load: async () => (await import('./list.ts')).command,
    },
    {
      name: 'send',
      summary: 'Send a message to an agent, a role, a team or all',
      load: async () => (await import('./send.ts')).command,
    },
    {
      name: 'ack',
      summary: 'Acknowledge a message: its reader has read it',
      load: async () => (await import('./ack.ts')).command,
    },
    {
      name: 'watch',
      summary: 'Print unread messages of an agent as they arrive',
      load: async () => (await import('./watch.ts')).command,
    },
  ],
};
