import type { CommandGroup } from '../command.ts';
import { listGroup } from '../resourceList.ts';

export const group: CommandGroup = listGroup({
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
