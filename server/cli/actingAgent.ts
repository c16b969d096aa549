import { CommandError, type CommandIo } from './command.ts';
import { callService, findService } from './serviceConnection.ts';

/**
 * The agent that is named, else that of SWARM_ACTOR, else the one that SWARM_TOKEN is a token of; undefined where
 * none of them says so.
 */
export async function actingAgent(
  named: unknown,
  { env, cwd }: Pick<CommandIo, 'env' | 'cwd'>,
): Promise<string | undefined> {
  const said = typeof named === 'string' && named !== '' ? named : env['SWARM_ACTOR'];
  if (said) return said;
  const { name, role } = await callService(await findService(cwd), 'whoAmI');
  return role === 'agent' ? name : undefined;
}

/**
 * As `actingAgent`, for a command that is of an agent.
 * @param command completes the sentence: `leases take`
 * @throws {CommandError} nobody is named
 */
export async function actingAgentNeeded(
  named: unknown,
  io: Pick<CommandIo, 'env' | 'cwd'>,
  command: string,
): Promise<string> {
  const agent = await actingAgent(named, io);
  if (agent !== undefined) return agent;
  throw new CommandError(
    `${command}: say for which agent by --agent or SWARM_ACTOR, or set SWARM_TOKEN to a token of it.`,
  );
}
