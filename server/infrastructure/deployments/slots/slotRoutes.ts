import type { Approval } from '../../../protocol/slots.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { Handlers } from '../../http/handlers.ts';
import { approvalSubject } from '../../programs/commandApproval.ts';
import { decideApproval } from './decideApproval.ts';
import { type DeploymentCommand, deploymentDetails } from './deploymentCommand.ts';
import type { SlotFleet } from './slotFleet.ts';

export interface SlotRouteParts {
  readonly commands: CommandStore;
  readonly configuration: ConfigurationFile;
  readonly fleet: SlotFleet;
}

type SlotHandlers = Pick<Handlers, 'startSlot' | 'stopSlot' | 'commandApproval' | 'approveCommand'>;

/** The routes of slots and of the approval of their commands. */
export function slotRoutes(parts: SlotRouteParts): SlotHandlers {
  const { commands, fleet } = parts;
  return {
    startSlot: ({ params, body, meta }) => fleet.start(slotId(params), body.revision, meta),
    stopSlot: ({ params, meta }) => fleet.stop(slotId(params), meta),
    commandApproval: async ({ query: { team, revision } }) => {
      const command = await fleet.releases.command(team, revision);
      return approvalOf(command, commands.get(approvalSubject, command.hash).state.approved);
    },
    approveCommand: async ({ body: { team, revision, hash }, meta }) => {
      const command = await fleet.releases.command(team, revision);
      const { state } = await commands.execute(
        approvalSubject,
        command.hash,
        (approval) => decideApproval(approval, command, hash),
        meta,
      );
      return approvalOf(command, state.approved);
    },
  };
}

function slotId({
  environment,
  team,
  slot,
}: Readonly<Record<'environment' | 'team' | 'slot', string>>): string {
  return `${environment}/${team}/${slot}`;
}

function approvalOf(deployment: DeploymentCommand, approved: boolean): Approval {
  const { team, hash, command } = deployment;
  return { team, hash, command, details: deploymentDetails(deployment), approved };
}
