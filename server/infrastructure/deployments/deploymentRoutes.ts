import type { Approval } from '../../protocol/slots.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandStore } from '../events/subject.ts';
import type { Handlers } from '../http/handlers.ts';
import {
  approvalSubject,
  type DeploymentCommand,
  decideApproval,
  deploymentCommand,
} from './deploymentCommand.ts';
import type { SlotFleet } from './slotFleet.ts';

export interface DeploymentRouteParts {
  readonly commands: CommandStore;
  readonly configuration: ConfigurationFile;
  readonly fleet: SlotFleet;
}

type DeploymentHandlers = Pick<Handlers, 'startSlot' | 'stopSlot' | 'commandApproval' | 'approveCommand'>;

/** The routes of slots and of the approval of their commands. */
export function deploymentRoutes(parts: DeploymentRouteParts): DeploymentHandlers {
  const { commands, configuration, fleet } = parts;
  return {
    startSlot: ({ params, body, meta }) => fleet.start(slotId(params), body.revision, meta),
    stopSlot: ({ params, meta }) => fleet.stop(slotId(params), meta),
    commandApproval: ({ query }) => {
      const command = deploymentCommand(configuration.current, query.team);
      return approvalOf(command, commands.get(approvalSubject, command.hash).state.approved);
    },
    approveCommand: async ({ body, meta }) => {
      const command = deploymentCommand(configuration.current, body.team);
      const { state } = await commands.execute(
        approvalSubject,
        command.hash,
        (approval) => decideApproval(approval, command, body.hash),
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

function approvalOf({ team, hash, command }: DeploymentCommand, approved: boolean): Approval {
  return { team, hash, command, approved };
}
