import type { ApiAddress } from '../../protocol/apiClient.ts';
import type { Traffic } from '../../protocol/traffic.ts';
import { CommandError } from '../command.ts';
import { callService } from '../serviceConnection.ts';

/**
 * The traffic of a team in an environment; where none is named, in the only one the team has slots in.
 * @throws {CommandError} there is none, or it has to be said which
 */
export async function findTraffic(
  service: ApiAddress,
  team: string,
  environment: string | undefined,
): Promise<Traffic> {
  const all = (await callService(service, 'traffic')).filter((traffic) => traffic.team === team);
  if (all.length === 0)
    throw new CommandError(`swarm.json declares no slots of team ${JSON.stringify(team)}.`);
  const names = all.map((traffic) => traffic.environment).join(', ');
  if (environment === undefined && all.length > 1)
    throw new CommandError(`Team ${team} has slots in several environments; name one of: ${names}.`);
  const found = all.find((traffic) => environment === undefined || traffic.environment === environment);
  if (found) return found;
  throw new CommandError(
    `Team ${team} has no slots in ${JSON.stringify(environment)}; it has some in: ${names}.`,
  );
}
