import type { Command } from '../../command.ts';
import { listCommand } from '../../resourceList.ts';

export const command: Command = listCommand({
  name: 'leases',
  summary: 'List what is held, and who waits',
  route: 'listLeases',
  none: 'Nothing is held.',
  columns: [
    { title: 'LEASE', text: ({ id }) => id },
    { title: 'KIND', text: ({ kind }) => kind },
    { title: 'WHAT', text: ({ subject }) => subject },
    { title: 'HOLDER', text: ({ holder }) => holder },
    { title: 'STATE', text: ({ state, fence }) => (state === 'held' ? `held, fence ${fence}` : 'waiting') },
    { title: 'SINCE', text: ({ takenAt }) => takenAt },
    { title: 'UNTIL', text: ({ expiresAt }) => expiresAt },
    { title: 'TASK', text: ({ task }) => task ?? '-' },
    { title: 'REASON', text: ({ reason }) => reason ?? '' },
  ],
});
