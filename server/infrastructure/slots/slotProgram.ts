import type { Program } from '../programs/programDriver.ts';
import type { DeploymentCommand } from './deploymentCommand.ts';
import type { SlotWorkspace } from './slotWorkspace.ts';

/** A revision on its way into a slot. */
export interface Launch {
  /** `environment/team/slot`. */
  readonly slot: string;
  readonly commit: string;
  readonly deployment: DeploymentCommand;
  /** Port of 127.0.0.1 that it will serve. */
  readonly port: number;
  readonly signal: AbortSignal;
}

/** The program of a revision, as its driver runs it. */
export function slotProgram(
  { slot, commit, deployment, port, signal }: Launch,
  workspace: SlotWorkspace,
): Program {
  const { command, limits, container, buildTimeoutSeconds } = deployment;
  const shared = { command, folder: workspace.tree, log: workspace.log, limits };
  const told = { slot, commit, environment: deployment.environment };
  if (!container) return { ...shared, environment: environmentOf(told, port, workspace.data) };
  const { buildLog, data } = workspace;
  return {
    ...shared,
    environment: environmentOf(told, container.port, container.data),
    container: {
      configuration: container,
      hostPort: port,
      data,
      slot,
      commit,
      buildLog,
      buildTimeoutSeconds,
      signal,
    },
  };
}

/** What the commands of a revision find in their environment: those that run on this machine, whatever runs the program. */
export function hostEnvironment(
  launch: Pick<Launch, 'slot' | 'commit' | 'port'>,
  environment: Readonly<Record<string, string>>,
  workspace: SlotWorkspace,
): Record<string, string> {
  return environmentOf({ ...launch, environment }, launch.port, workspace.data);
}

function environmentOf(
  { slot, commit, environment }: Pick<Launch, 'slot' | 'commit'> & Pick<DeploymentCommand, 'environment'>,
  port: number,
  data: string | undefined,
): Record<string, string> {
  return {
    SWARM_SLOT: slot,
    SWARM_COMMIT: commit,
    ...(data === undefined ? {} : { SWARM_DATA: data }),
    ...environment,
    PORT: String(port),
  };
}
