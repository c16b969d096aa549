import { ageText } from '../../agents/agentText.ts';
import type { Command } from '../../command.ts';
import { listCommand } from '../../resourceList.ts';

export const command: Command = listCommand({
  name: 'agents',
  summary: 'List agents with lifecycle state, health and condition',
  route: 'listAgents',
  none: 'No agent is known: no status file and no heartbeat.',
  columns: [
    { title: 'AGENT', text: ({ id }) => id },
    { title: 'NAME', text: ({ name }) => name },
    { title: 'STATE', text: ({ state }) => state },
    { title: 'HEALTH', text: ({ health }) => health },
    { title: 'SEEN', text: ({ lastSeen }) => ageText(lastSeen) },
    { title: 'CONDITION', text: ({ condition }) => condition },
    { title: 'SCORE', text: ({ score }) => String(score.value) },
    { title: 'ROLE', text: ({ role }) => role ?? '-' },
    { title: 'FLAGS', text: ({ flags }) => flags.join(', ') || '-' },
    { title: 'MISSION', text: ({ mission }) => mission ?? '' },
    { title: 'PROBLEM', text: ({ problem }) => problem ?? '' },
  ],
});
