import type { Agent } from '../../protocol/agents.ts';
import type { ApiAddress } from '../../protocol/apiClient.ts';
import { CommandError } from '../command.ts';
import { callService } from '../serviceConnection.ts';

/**
 * The agent of an id, else the only one of that name, in whatever case.
 * @throws {CommandError} there is none, or the name is that of several
 */
export async function findAgent(service: ApiAddress, named: string): Promise<Agent> {
  const agents = await callService(service, 'listAgents');
  const byId = agents.find(({ id }) => id === named);
  if (byId) return byId;
  const wanted = named.toLowerCase();
  const found = agents.filter(({ id, name }) => [id, name].some((one) => one.toLowerCase() === wanted));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  throw new CommandError(
    only
      ? `"${named}" is the name of ${found.map(({ id }) => id).join(' and ')}; give the id.`
      : `There is no agent "${named}"; swarm agents list shows those there are.`,
  );
}
