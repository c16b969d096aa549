import { processStartTime } from '../../../infrastructure/programs/processIdentity.ts';
import type { Heartbeat } from '../../../protocol/agents.ts';
import { actingAgent } from '../../actingAgent.ts';
import { agentLine } from '../../agents/agentText.ts';
import { type Command, type CommandArguments, CommandError, type CommandOption } from '../../command.ts';
import { unlessRefused } from '../../deployments/unlessRefused.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';

const text = (placeholder: string, description: string): CommandOption => ({
  type: 'string',
  placeholder,
  description,
});

export const command: Command = {
  name: 'agents heartbeat',
  summary: 'Give a sign of life for an agent, with what it does',
  usage: 'agents heartbeat [<agent>] [options]',
  details:
    'Without a name it is the agent that SWARM_ACTOR names, or that SWARM_TOKEN is a token of. What is left out is as it was said before, but for --waiting-for.\nExit codes: 0 done, 1 refused, 2 error or no service.',
  options: {
    mission: text('text', 'What it works on'),
    state: text('state', 'State it is in'),
    'waiting-for': text('text', 'What it waits for'),
    output: text('text', 'Output of its last step, or a hash of that'),
    pid: text('number', 'Its process: its end is seen then'),
    role: text('role', 'Its part in the swarm'),
    branch: text('branch', 'Branch it works on'),
    worktree: text('path', 'Work tree it works in'),
    capability: { ...text('name', 'Something it can do; may be given several times'), multiple: true },
    load: text('share', 'Share of its capacity in use, from 0 to 1'),
    tokens: text('number', 'Tokens used in all'),
    cost: text('number', 'Cost in all'),
    seconds: text('number', 'Time spent in all'),
    json: { type: 'boolean', description: 'Print the row of the API as JSON' },
  },
  async run(args, io) {
    const [named, ...others] = args.positionals;
    const agent = others.length > 0 ? undefined : await actingAgent(named, io);
    if (agent === undefined)
      throw new CommandError('agents heartbeat: name one agent, or set SWARM_ACTOR to its id.');
    const body = { ...said(args), ...(await processOf(args)) };
    const service = await findService(io.cwd);
    return unlessRefused(io, async () => {
      const row = await callService(service, 'heartbeat', { params: { agent }, body });
      io.stdout.write(replyText(args.values, row, `${agentLine(row)}\n`));
      return 0;
    });
  },
};

const texts = {
  mission: 'mission',
  state: 'state',
  'waiting-for': 'waitingFor',
  output: 'output',
  role: 'role',
  branch: 'branch',
  worktree: 'worktree',
} as const;

function said(args: CommandArguments): Heartbeat {
  const { values } = args;
  const words = Object.entries(texts).flatMap(([option, member]) =>
    typeof values[option] === 'string' ? [[member, values[option]]] : [],
  );
  const usage = amounts(args, ['tokens', 'cost', 'seconds']);
  const capabilities = values['capability'];
  return {
    ...(Object.fromEntries(words) as Heartbeat),
    ...amounts(args, ['load']),
    ...(Object.keys(usage).length > 0 ? { usage } : {}),
    ...(Array.isArray(capabilities) ? { capabilities: capabilities.map(String) } : {}),
  };
}

function amounts({ values }: CommandArguments, names: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name of names) {
    const value = values[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || !/^\d{1,15}(\.\d{1,9})?$/.test(value))
      throw new CommandError(`agents heartbeat: --${name} takes a number.`);
    found[name] = Number(value);
  }
  return found;
}

/** Only together with its start time a number means one process. */
export async function processOf(
  { values }: Pick<CommandArguments, 'values'>,
  platform: NodeJS.Platform = process.platform,
): Promise<Pick<Heartbeat, 'pid' | 'startTime'>> {
  const given = values['pid'];
  if (given === undefined) return {};
  if (platform === 'win32')
    throw new CommandError(
      'agents heartbeat: leave --pid out: Windows does not say when a process was started.',
    );
  const pid = /^[1-9]\d{0,9}$/.test(String(given)) ? Number(given) : undefined;
  const startTime = pid === undefined ? undefined : await processStartTime(pid);
  if (pid === undefined || startTime === undefined)
    throw new CommandError(`agents heartbeat: there is no process ${String(given)} on this machine.`);
  return { pid, startTime };
}
