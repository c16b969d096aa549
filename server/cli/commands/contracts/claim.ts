import { actingAgentNeeded } from '../../actingAgent.ts';
import type { Command } from '../../command.ts';
import { callService } from '../../serviceConnection.ts';
import { taskCommand } from './taskCommand.ts';

export const command: Command = taskCommand({
  verb: 'claim',
  summary: 'Take a task out of the pool for an agent; its points are held',
  details:
    'Without --agent it is the agent that SWARM_ACTOR names, or that SWARM_TOKEN is a token of.\nExit code 2: somebody else has it, or the budget does not suffice.',
  options: {
    agent: { type: 'string', placeholder: 'agent', description: 'Who works on it' },
    anyway: {
      type: 'string',
      placeholder: 'reason',
      description: 'Why, where the task is flagged as having nothing to do',
    },
  },
  async prepare({ values: { agent: named, anyway } }, { cwd }) {
    const agent = await actingAgentNeeded(named, { env: process.env, cwd }, 'contracts claim');
    const body = { agent, ...(typeof anyway === 'string' ? { anyway } : {}) };
    return (service, params) => callService(service, 'claimTask', { params, body });
  },
});
