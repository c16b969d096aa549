import type { CommandGroup } from '../command.ts';
import { listGroup } from '../resourceList.ts';

export const group: CommandGroup = listGroup({
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
