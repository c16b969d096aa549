import type { RequestDeployment } from '../../protocol/deployments.ts';
import { type Command, type CommandArguments, CommandError } from '../command.ts';
import { deploymentEnvironment } from '../deployments/deploymentEnvironment.ts';
import { deploymentExitCodes, deploymentOptions, tellDeployment } from '../deployments/tellDeployment.ts';
import { unlessRefused } from '../deployments/unlessRefused.ts';
import { callService, findService } from '../serviceConnection.ts';

const strategies = ['blue-green', 'canary', 'rolling', 'recreate'] as const;

export const command: Command = {
  name: 'deploy',
  summary: 'Bring a branch of a team into an environment',
  usage: 'deploy <team> <branch> [environment] [options]',
  details: `The environment is the only one in which the team has slots, else development. The commit that the branch names now is deployed, whatever happens to the branch meanwhile.\nCtrl-C with --wait leaves the deployment going.\n${deploymentExitCodes}`,
  options: {
    slot: { type: 'string', placeholder: 'name', description: 'The slot to use (default: an idle one)' },
    strategy: {
      type: 'string',
      placeholder: strategies.join('|'),
      description: 'How it gets the requests (default: that of the environment)',
    },
    bypass: {
      type: 'string',
      placeholder: 'reason',
      description: 'Pass over gates, windows and freezes, for who may; the reason is recorded',
    },
    ...deploymentOptions,
  },
  async run(args, io) {
    const [team, revision, named, ...others] = args.positionals;
    if (team === undefined || revision === undefined || others.length > 0)
      throw new CommandError(
        'deploy: name a team, a branch and, where it has slots in several, the environment.',
      );
    const choices = choicesOf(args);
    const service = await findService(io.cwd);
    const environment = await deploymentEnvironment(service, team, named);
    if (named === undefined) io.stderr.write(`Deploying to ${environment}.\n`);
    const body = { environment, team, revision, ...choices };
    return unlessRefused(io, async () =>
      tellDeployment(await callService(service, 'requestDeployment', { body }), args, io),
    );
  },
};

function choicesOf({ values }: CommandArguments): Pick<RequestDeployment, 'slot' | 'strategy' | 'bypass'> {
  const { slot, strategy, bypass } = values;
  const known = strategies.find((name) => name === strategy);
  if (strategy !== undefined && known === undefined)
    throw new CommandError(`deploy: --strategy takes ${strategies.join(', ')}.`);
  if (bypass !== undefined && String(bypass).trim() === '')
    throw new CommandError('deploy: --bypass takes the reason, which is recorded.');
  return {
    ...(typeof slot === 'string' ? { slot } : {}),
    ...(known === undefined ? {} : { strategy: known }),
    ...(typeof bypass === 'string' ? { bypass } : {}),
  };
}
