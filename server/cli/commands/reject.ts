import type { Command } from '../command.ts';
import { deploymentCommand } from '../deployments/deploymentVerb.ts';
import { callService } from '../serviceConnection.ts';

export const command: Command = deploymentCommand({
  name: 'reject',
  summary: 'Refuse the approval of a deployment: it ends, and what is live stays live',
  words: '<reason>',
  details: 'The reason is recorded.',
  wanted: ['cancelled', 'failed', 'rolled-back'],
  call: (service, deployment, reason) =>
    callService(service, 'rejectDeployment', { params: { deployment }, body: { reason } }),
});
