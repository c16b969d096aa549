import type { Agent } from '../../protocol/agents.ts';
import type { ApiAddress } from '../../protocol/apiClient.ts';
import { type Command, type CommandArguments, CommandError, type CommandOption } from '../command.ts';
import { unlessRefused } from '../deployments/unlessRefused.ts';
import { replyText } from '../reply.ts';
import { findService } from '../serviceConnection.ts';
import { agentLine } from './agentText.ts';
import { findAgent } from './findAgent.ts';

/** Something that is asked of one agent: `swarm agents <name> <agent>`. */
export interface AgentVerb {
  readonly name: string;
  readonly summary: string;
  /** What has to be given besides the agent: `<state>`. */
  readonly asks?: string;
  readonly details?: string;
  /** @throws {CommandError} arguments that cannot be */
  prepare(args: CommandArguments): (service: ApiAddress, agent: Agent) => Promise<Agent>;
}

const reason: CommandOption = { type: 'string', placeholder: 'why', description: 'Why, for the history' };

/** The command of a verb. */
export function agentCommand({ name, summary, asks, details, prepare }: AgentVerb): Command {
  const called = `agents ${name}`;
  return {
    name: called,
    summary,
    usage: `${called} <agent>${asks === undefined ? '' : ` ${asks}`} [options]`,
    details: `${details === undefined ? '' : `${details}\n`}Exit codes: 0 done, 1 refused, 2 error or no service.`,
    options: {
      reason,
      json: { type: 'boolean', description: 'Print the row of the API as JSON' },
    },
    async run(args, io) {
      const [named] = args.positionals;
      if (named === undefined)
        throw new CommandError(`${called}: name one agent; swarm agents list shows them.`);
      const call = prepare(args);
      const service = await findService(io.cwd);
      const found = await findAgent(service, named);
      return unlessRefused(io, async () => {
        const agent = await call(service, found);
        io.stdout.write(replyText(args.values, agent, `${agentLine(agent)}\n`));
        return 0;
      });
    },
  };
}

/** The reason given, as a part of a body. */
export function reasonOf({ values }: CommandArguments): { reason?: string } {
  return typeof values['reason'] === 'string' ? { reason: values['reason'] } : {};
}

/** @throws {CommandError} there is more than the agent */
export function onlyAgent({ positionals }: CommandArguments, name: string): void {
  if (positionals.length > 1) throw new CommandError(`agents ${name}: name one agent.`);
}
