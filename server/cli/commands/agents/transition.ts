import { agentCommand, reasonOf } from '../../agents/agentVerb.ts';
import { type Command, CommandError } from '../../command.ts';
import { callService } from '../../serviceConnection.ts';

export const command: Command = agentCommand({
  name: 'transition',
  summary: 'Move an agent to another state of its lifecycle',
  asks: '<state>',
  details: 'swarm agents show says which states it may go to; refused, the answer names them too.',
  prepare(args) {
    const [, to, ...others] = args.positionals;
    if (to === undefined || others.length > 0)
      throw new CommandError('agents transition: name one agent and one state.');
    const body = { to, ...reasonOf(args) };
    // Only what was seen is moved: somebody else may be quicker.
    return (service, { id, version }) =>
      callService(service, 'transitionAgent', {
        params: { agent: id },
        body: { ...body, expectedVersion: version },
      });
  },
});
