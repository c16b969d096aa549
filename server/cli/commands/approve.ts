import type { Command } from '../command.ts';
import { deploymentCommand } from '../deployments/deploymentVerb.ts';
import { callService } from '../serviceConnection.ts';

export const command: Command = deploymentCommand({
  name: 'approve',
  summary: 'Approve a deployment that waits for it',
  words: '[comment]',
  details: 'Never one of your own: who you are is SWARM_ACTOR, or the owner of the service.',
  call: (service, deployment, comment) =>
    callService(service, 'approveDeployment', {
      params: { deployment },
      body: comment === '' ? {} : { comment },
    }),
});
