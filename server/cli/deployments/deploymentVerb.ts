import type { ApiAddress } from '../../protocol/apiClient.ts';
import type { Deployment, DeploymentState } from '../../protocol/deployments.ts';
import { type Command, CommandError } from '../command.ts';
import { findService } from '../serviceConnection.ts';
import { deploymentNumber } from './findDeployment.ts';
import { deploymentExitCodes, deploymentOptions, tellDeployment } from './tellDeployment.ts';
import { unlessRefused } from './unlessRefused.ts';

/** Something that is done with one deployment: `swarm <name> <number> [words]`. */
export interface DeploymentVerb {
  readonly name: string;
  readonly summary: string;
  /** What may or has to stand after the number: `<reason>`. */
  readonly words?: string;
  readonly details: string;
  /** Ends that are a success (default: live). */
  readonly wanted?: readonly DeploymentState[];
  /** @param words what stands after the number, joined; empty where nothing does */
  call(service: ApiAddress, deployment: string, words: string): Promise<Deployment>;
}

/** The command of a verb. */
export function deploymentCommand(verb: DeploymentVerb): Command {
  const { name, summary, words, details } = verb;
  const takesWords = words !== undefined;
  return {
    name,
    summary,
    usage: `${name} <number of a deployment>${takesWords ? ` ${words}` : ''} [options]`,
    details: `${details}\n${deploymentExitCodes}`,
    options: deploymentOptions,
    async run(args, io) {
      const [id, ...rest] = args.positionals;
      const text = rest.join(' ').trim();
      if (id === undefined || (!takesWords && text !== ''))
        throw new CommandError(`${name}: name a deployment by its number; see swarm deployments.`);
      if (words?.startsWith('<') && text === '')
        throw new CommandError(`${name}: say why after the number, in a few words.`);
      const deployment = String(deploymentNumber(id));
      const service = await findService(io.cwd);
      return unlessRefused(io, async () =>
        tellDeployment(await verb.call(service, deployment, text), args, io, verb.wanted),
      );
    },
  };
}
