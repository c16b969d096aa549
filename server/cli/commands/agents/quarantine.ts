import { agentCommand, onlyAgent, reasonOf } from '../../agents/agentVerb.ts';
import { type Command, CommandError } from '../../command.ts';
import { callService } from '../../serviceConnection.ts';

export const command: Command = agentCommand({
  name: 'quarantine',
  summary: 'Give an agent no new task and take its leases and tasks back',
  details: 'A reason is needed. `swarm agents release` ends it.',
  prepare(args) {
    onlyAgent(args, 'quarantine');
    const { reason } = reasonOf(args);
    if (reason === undefined) throw new CommandError('agents quarantine: say why with --reason.');
    return (service, { id }) =>
      callService(service, 'quarantineAgent', { params: { agent: id }, body: { reason } });
  },
});
