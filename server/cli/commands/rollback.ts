import { setTimeout as delay } from 'node:timers/promises';
import type { ApiAddress } from '../../protocol/apiClient.ts';
import type { Deployment } from '../../protocol/deployments.ts';
import type { Traffic } from '../../protocol/traffic.ts';
import { type Command, type CommandArguments, CommandError, type CommandIo } from '../command.ts';
import { deploymentNumber } from '../deployments/findDeployment.ts';
import { tellDeployment } from '../deployments/tellDeployment.ts';
import { unlessRefused } from '../deployments/unlessRefused.ts';
import { replyText } from '../reply.ts';
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
    'At once while that release is kept warm; else it is started again and gets the requests when it is healthy. Where a rollback needs an approval, or another release than the last one is wanted, it is a deployment. Waits for its end, unless told not to.\nExit codes: 0 it is live (with --no-wait: it is under way), 1 refused, or it could not be brought back and the requests go where they went, 2 error or no service.',
  options: {
    to: {
      type: 'string',
      placeholder: 'number',
      description: 'The release of this deployment instead of the one before',
    },
    wait: { type: 'boolean', description: 'Wait until it is live (the default)' },
    'no-wait': { type: 'boolean', description: 'Do not wait where it has to be started again or approved' },
    json: { type: 'boolean', description: 'Print the traffic, or the deployment, of the API as JSON' },
  },
  async run(args, io) {
    const [team, environment, ...others] = args.positionals;
    if (team === undefined || others.length > 0)
      throw new CommandError('rollback: name a team and, where it has slots in several, the environment.');
    const { to } = args.values;
    const body = typeof to === 'string' ? { deployment: String(deploymentNumber(to)) } : {};
    const service = await findService(io.cwd);
    const place = await findTraffic(service, team, environment);
    return unlessRefused(io, async () => {
      const before = await newestRollback(service, place);
      const params = { environment: place.environment, team };
      const begun = await callService(service, 'rollbackTraffic', { params, body });
      const wait = args.values['no-wait'] !== true;
      const deployment = await newestRollback(service, place);
      return deployment && deployment.id !== before?.id
        ? tellDeployment(deployment, { ...args, values: { ...args.values, wait } }, io)
        : tellTraffic(wait ? await settled(service, begun) : begun, args, io);
    });
  },
};

/** The last rollback that is a deployment; undefined where there is none. */
async function newestRollback(
  service: ApiAddress,
  { environment, team }: Traffic,
): Promise<Deployment | undefined> {
  const rows = await callService(service, 'deployments', { query: { environment, team, limit: 10 } });
  return rows.find(({ rollback }) => rollback);
}

function tellTraffic(traffic: Traffic, { values }: CommandArguments, { stdout }: CommandIo): number {
  const json = values['json'] === true;
  const failed = traffic.pending === null && traffic.problem !== null;
  stdout.write(replyText(values, traffic, trafficText(traffic)));
  if (failed && !json) stdout.write(`${plain(traffic.problem ?? '')}\n`);
  return failed ? 1 : 0;
}

async function settled(service: ApiAddress, begun: Traffic): Promise<Traffic> {
  let traffic = begun;
  while (traffic.pending !== null) {
    await delay(askAgainMilliseconds);
    traffic = await findTraffic(service, begun.team, begun.environment);
  }
  return traffic;
}
