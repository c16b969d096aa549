import type { ApiAddress } from '../../protocol/apiClient.ts';
import { CommandError } from '../command.ts';
import { callService } from '../serviceConnection.ts';

const usual = 'development';

/**
 * Where a team deploys to: the environment that is named, else the only one it has slots in, else development.
 * @throws {CommandError} the team has no slots there, or it has to be said which
 */
export async function deploymentEnvironment(
  service: ApiAddress,
  team: string,
  named: string | undefined,
): Promise<string> {
  const slots = (await callService(service, 'listSlots')).filter((slot) => slot.team === team);
  const all = [...new Set(slots.map(({ environment }) => environment))];
  if (all.length === 0)
    throw new CommandError(`swarm.json declares no slots of team ${JSON.stringify(team)}.`);
  const [only] = all;
  const found = named ?? (all.length === 1 ? only : usual);
  if (found !== undefined && all.includes(found)) return found;
  throw new CommandError(
    named === undefined
      ? `Team ${team} has slots in several environments; name one of: ${all.join(', ')}.`
      : `Team ${team} has no slots in ${JSON.stringify(named)}; it has some in: ${all.join(', ')}.`,
  );
}
