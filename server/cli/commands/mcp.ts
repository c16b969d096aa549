import { type Command, CommandError } from '../command.ts';

export const command: Command = {
  name: 'mcp',
  summary: 'Give agents the tools of this repository over MCP, on standard input and output',
  usage: 'mcp [options]',
  details: [
    'An MCP client starts this program and speaks with it; docs/mcp.md has its configuration. It asks the service of the',
    'repository it is started in, which the editor or `swarm serve` runs; without one its tools say so and work once it',
    'is there. With SWARM_TOKEN set it acts as whom that token is for, else as --agent or SWARM_ACTOR. Ends with its',
    'input.',
  ].join('\n'),
  options: {
    agent: {
      type: 'string',
      placeholder: 'agent',
      description: 'The agent that calls, such as Agent-3: tools then need not be told who acts',
    },
  },
  async run({ positionals, values }, { cwd, stderr }) {
    if (positionals.length > 0) throw new CommandError('mcp: takes no arguments.');
    const { agent } = values;
    if (agent !== undefined && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(String(agent)))
      throw new CommandError('mcp: --agent is the id of an agent, such as Agent-3.');
    const { serveMcp } = await import('../mcp/serveMcp.ts');
    await serveMcp({
      cwd,
      agent: agent === undefined ? undefined : String(agent),
      onError: (error) => stderr.write(`swarm: ${error.message}\n`),
    });
    return 0;
  },
};
