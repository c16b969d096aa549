import type { EventDraft } from '../../events/subject.ts';
import type { CommandApproval } from '../../programs/commandApproval.ts';
import { Refusal } from '../../refusal.ts';
import { type DeploymentCommand, deploymentDetails } from './deploymentCommand.ts';

/**
 * Approves exactly the command a person saw; nothing happens where it is approved already.
 * @throws {Refusal} `conflict` where the command is another one by now
 */
export function decideApproval(
  { approved }: CommandApproval,
  deployment: DeploymentCommand,
  seen: string,
): EventDraft[] {
  const { team, command, environment, hash } = deployment;
  if (seen !== hash)
    throw new Refusal('conflict', `The command of team ${team} is another one by now; look at it again.`, {
      hash,
    });
  if (approved) return [];
  const details = deploymentDetails(deployment);
  const data = { team, command, details, environment: Object.keys(environment), hash };
  return [{ type: 'command.approved', data }];
}
