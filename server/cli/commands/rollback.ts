import { setTimeout as delay } from 'node:timers/promises';
import type { ApiAddress } from '../../protocol/apiClient.ts';
import type { Traffic } from '../../protocol/traffic.ts';
import { type Command, CommandError } from '../command.ts';
import { unlessRefused } from '../deployments/unlessRefused.ts';
import { callService, findService } from '../serviceConnection.ts';
import { plain } from '../table.ts';
import { findTraffic } from '../traffic/findTraffic.ts';
import { trafficText } from '../traffic/trafficText.ts';

const askAgainMilliseconds = 200;

export const command: Command = {
  name: 'rollback',
  summary: 'Send the requests of a team back to the release that was live before',
  usage: 'rollback <team> [environment] [options]',
  details:
    'At once while that release is kept warm; else it is started again and gets the requests when it is healthy.\nWaits for that, unless told not to.\nExit codes: 0 it is live, 1 refused, or it could not be started (the requests go where they went), 2 error or no service.',
  options: {
    wait: { type: 'boolean', description: 'Wait until it is live (the default)' },
    'no-wait': { type: 'boolean', description: 'Do not wait where it has to be started again' },
    json: { type: 'boolean', description: 'Print the traffic of the API as JSON' },
  },
  async run({ positionals, values }, io) {
    const [team, environment, ...others] = positionals;
    if (team === undefined || others.length > 0)
      throw new CommandError('rollback: name a team and, where it has slots in several, the environment.');
    const service = await findService(io.cwd);
    const found = await findTraffic(service, team, environment);
    const wait = values['no-wait'] !== true;
    return unlessRefused(io, async () => {
      const traffic = await rollBack(service, found, wait);
      const json = values['json'] === true;
      const failed = traffic.pending === null && traffic.problem !== null;
      io.stdout.write(json ? `${JSON.stringify(traffic, null, 2)}\n` : trafficText(traffic));
      if (failed && !json) io.stdout.write(`${plain(traffic.problem ?? '')}\n`);
      return failed ? 1 : 0;
    });
  },
};

async function rollBack(
  service: ApiAddress,
  { environment, team }: Traffic,
  wait: boolean,
): Promise<Traffic> {
  const params = { environment, team };
  const begun = await callService(service, 'rollbackTraffic', { params, body: {} });
  return wait ? settled(service, begun) : begun;
}

async function settled(service: ApiAddress, begun: Traffic): Promise<Traffic> {
  let traffic = begun;
  while (traffic.pending !== null) {
    await delay(askAgainMilliseconds);
    traffic = await findTraffic(service, begun.team, begun.environment);
  }
  return traffic;
}
