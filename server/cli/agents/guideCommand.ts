import type { Command } from '../command.ts';
import { callService } from '../serviceConnection.ts';
import { agentCommand, onlyAgent, reasonOf } from './agentVerb.ts';

export interface GuideCommand {
  readonly name: string;
  readonly summary: string;
  readonly route: 'drainAgent' | 'resumeAgent' | 'releaseAgent';
}

/** `swarm agents <name> <agent>`: asks something of an agent for which there need be no reason. */
export function guideCommand({ name, summary, route }: GuideCommand): Command {
  return agentCommand({
    name,
    summary,
    prepare(args) {
      onlyAgent(args, name);
      const body = reasonOf(args);
      return (service, { id }) => callService(service, route, { params: { agent: id }, body });
    },
  });
}
