import type { Deployment, DeploymentState } from '../../protocol/deployments.ts';
import type { CommandArguments, CommandIo, CommandOption } from '../command.ts';
import { replyText } from '../reply.ts';
import { plain } from '../table.ts';
import { awaitDeployment } from './awaitDeployment.ts';
import { deploymentLine } from './deploymentText.ts';
import { hasEnded } from './findDeployment.ts';

/** Exit code of a program that Ctrl-C ended, as shells have it. */
const interruptedCode = 130;

/** Options of every command that changes a deployment. */
export const deploymentOptions = {
  wait: {
    type: 'boolean',
    description:
      'Return when it is live and the slot before is drained, or when it has failed; steps on stderr',
  },
  json: { type: 'boolean', description: 'Print the deployment of the API as JSON' },
} as const satisfies Record<string, CommandOption>;

/** What the exit codes of such a command are. */
export const deploymentExitCodes =
  'Exit codes: 0 done (with --wait: live), 1 refused, failed, rolled back or cancelled, 2 error or no service.';

/**
 * Tells what a command made of a deployment, after it has ended where that is asked for, and gives the exit code.
 * @param wanted ends that are a success
 */
export async function tellDeployment(
  begun: Deployment,
  { values }: CommandArguments,
  io: CommandIo,
  wanted: readonly DeploymentState[] = ['live'],
): Promise<number> {
  const wait = values['wait'] === true;
  const signal = wait ? io.interrupted?.() : undefined;
  const deployment = wait ? await awaitDeployment(begun, io, signal) : begun;
  io.stdout.write(replyText(values, deployment, `${plain(deploymentLine(deployment))}\n`));
  if (signal?.aborted === true && !hasEnded(deployment)) {
    const { id } = deployment;
    io.stderr.write(
      `Deployment ${id} goes on without being watched: swarm deployments show ${id}, or swarm cancel ${id}.\n`,
    );
    return interruptedCode;
  }
  return wait && !wanted.includes(deployment.state) ? 1 : 0;
}
