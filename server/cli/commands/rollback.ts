import { setTimeout as delay } from 'node:timers/promises';
import type { ApiAddress } from '../../protocol/apiClient.ts';
import type { Traffic } from '../../protocol/traffic.ts';
import { type Command, CommandError } from '../command.ts';
import { callService, findService } from '../serviceConnection.ts';
import { findTraffic } from '../traffic/findTraffic.ts';
import { trafficText } from '../traffic/trafficText.ts';

const askAgainMilliseconds = 200;

export const command: Command = {
  name: 'rollback',
  summary: 'Send the requests of a team back to the release that was live before',
  usage: 'rollback <team> [environment] [options]',
  details:
    'At once while that release is kept warm; else it is started again and gets the requests when it is healthy.\nExit codes: 0 it is live, 1 it could not be started (the requests go where they went), 2 refused.',
  options: {
    'no-wait': { type: 'boolean', description: 'Do not wait where it has to be started again' },
    json: { type: 'boolean', description: 'Print the traffic of the API as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    const [team, environment, ...others] = positionals;
    if (team === undefined || others.length > 0)
      throw new CommandError('rollback: name a team and, where it has slots in several, the environment.');
    const service = await findService(cwd);
    const found = await findTraffic(service, team, environment);
    const params = { environment: found.environment, team };
    const begun = await callService(service, 'rollbackTraffic', { params, body: {} });
    const traffic = values['no-wait'] === true ? begun : await settled(service, begun);
    const failed = traffic.pending === null && traffic.problem !== null;
    stdout.write(values['json'] === true ? `${JSON.stringify(traffic, null, 2)}\n` : trafficText(traffic));
    if (failed && values['json'] !== true) stdout.write(`${traffic.problem}\n`);
    return failed ? 1 : 0;
  },
};

async function settled(service: ApiAddress, begun: Traffic): Promise<Traffic> {
  let traffic = begun;
  while (traffic.pending !== null) {
    await delay(askAgainMilliseconds);
    traffic = await findTraffic(service, begun.team, begun.environment);
  }
  return traffic;
}
