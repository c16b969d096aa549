import type { Command } from '../command.ts';
import { deploymentCommand } from '../deployments/deploymentVerb.ts';
import { callService } from '../serviceConnection.ts';

export const command: Command = deploymentCommand({
  name: 'cancel',
  summary: 'End a deployment: until its switch nothing was different, after it the requests go back',
  words: '[reason]',
  details: 'The reason is recorded.',
  wanted: ['cancelled', 'failed', 'rolled-back'],
  call: (service, deployment, reason) =>
    callService(service, 'cancelDeployment', {
      params: { deployment },
      body: { reason: reason === '' ? 'Cancelled on the command line' : reason },
    }),
});
