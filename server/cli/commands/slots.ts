import type { Command } from '../command.ts';
import { listCommand } from '../resourceList.ts';

export const command: Command = listCommand({
  name: 'slots',
  summary: 'List deployment slots and what runs in them',
  route: 'listSlots',
  none: 'swarm.json declares no slots.',
  columns: [
    { title: 'SLOT', text: ({ id }) => id },
    { title: 'STATE', text: ({ state }) => state },
    { title: 'REVISION', text: ({ revision }) => revision ?? '-' },
    { title: 'URL', text: ({ url }) => url ?? '-' },
    { title: 'SINCE', text: ({ since }) => since ?? '-' },
    { title: 'PROBLEM', text: ({ problem }) => problem ?? '' },
  ],
});
