import type { Command } from '../command.ts';
import { deploymentCommand } from '../deployments/deploymentVerb.ts';
import { callService } from '../serviceConnection.ts';

export const command: Command = deploymentCommand({
  name: 'continue',
  summary: 'Let a canary that waits for a person go on with its next step',
  details: 'See canarySteps of an environment in swarm.json: a step without seconds waits for this.',
  call: (service, deployment) =>
    callService(service, 'continueDeployment', { params: { deployment }, body: {} }),
});
