import type { Approval } from '../../protocol/slots.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandStore } from '../events/subject.ts';
import type { Handlers } from '../http/handlers.ts';
import type { RowStore } from '../live/rowStore.ts';
import {
  approvalSubject,
  type DeploymentCommand,
  decideApproval,
  deploymentCommand,
} from './deploymentCommand.ts';
import type { SlotFleet } from './slotFleet.ts';

export interface DeploymentRouteParts {
  readonly rows: RowStore;
  readonly commands: CommandStore;
  readonly configuration: ConfigurationFile;
  readonly fleet: SlotFleet;
  /** Resolves once the repository was read. */
  readonly ready: Promise<void>;
}

type DeploymentHandlers = Pick<
  Handlers,
  'listSlots' | 'startSlot' | 'stopSlot' | 'commandApproval' | 'approveCommand'
>;

/** The routes of slots and of the approval of their commands. */
export function deploymentRoutes(parts: DeploymentRouteParts): DeploymentHandlers {
  const { rows, commands, configuration, fleet, ready } = parts;
  return {
    listSlots: async () => {
      await ready;
      return [...rows.list('slots')];
    },
    startSlot: async ({ params, body, meta }) => {
      await ready;
      return fleet.start(`${params.environment}/${params.team}/${params.slot}`, body.revision, meta);
    },
    stopSlot: async ({ params, meta }) => {
      await ready;
      return fleet.stop(`${params.environment}/${params.team}/${params.slot}`, meta);
    },
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

function approvalOf({ team, hash, command }: DeploymentCommand, approved: boolean): Approval {
  return { team, hash, command, approved };
}
