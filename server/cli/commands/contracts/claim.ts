import { type Command, type CommandArguments, CommandError } from '../../command.ts';
import { callService } from '../../serviceConnection.ts';
import { taskCommand } from './taskCommand.ts';

export const command: Command = taskCommand({
  verb: 'claim',
  summary: 'Take a task out of the pool for an agent; its points are held',
  details:
    'The agent is the one of SWARM_ACTOR where --agent is not given.\nExit code 2: somebody else has it, or the budget does not suffice.',
  options: {
    agent: { type: 'string', placeholder: 'agent', description: 'Who works on it' },
    anyway: {
      type: 'string',
      placeholder: 'reason',
      description: 'Why, where the task is flagged as having nothing to do',
    },
  },
  prepare(args) {
    const agent = agentOf(args);
    const anyway = args.values['anyway'];
    const body = { agent, ...(typeof anyway === 'string' ? { anyway } : {}) };
    return (service, params) => callService(service, 'claimTask', { params, body });
  },
});

function agentOf({ values }: CommandArguments): string {
  const agent = values['agent'] ?? process.env['SWARM_ACTOR'];
  if (typeof agent === 'string' && agent !== '') return agent;
  throw new CommandError('contracts claim: say for which agent with --agent, or set SWARM_ACTOR.');
}
