import type { Command } from '../command.ts';
import { listCommand } from '../resourceList.ts';

export const command: Command = listCommand({
  name: 'agents',
  summary: 'List agents with lifecycle state and health',
  route: 'listAgents',
  none: 'No agent is known: no status file and no heartbeat.',
  columns: [
    { title: 'AGENT', text: ({ id }) => id },
    { title: 'NAME', text: ({ name }) => name },
    { title: 'STATE', text: ({ state }) => state },
    { title: 'HEALTH', text: ({ health }) => health },
    { title: 'LAST SEEN', text: ({ lastSeen }) => lastSeen ?? '-' },
    { title: 'MISSION', text: ({ mission }) => mission ?? '' },
    { title: 'PROBLEM', text: ({ problem }) => problem ?? '' },
  ],
});
