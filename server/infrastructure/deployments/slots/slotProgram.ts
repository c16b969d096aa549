import { instanceSetting } from '../../programs/instanceSetting.ts';
import type { Program } from '../../programs/programDriver.ts';
import type { ReleaseRecipe } from './releaseRecipe.ts';
import type { SlotWorkspace } from './slotWorkspace.ts';

/** An instance of a revision on its way into a slot. */
export interface Launch {
  /** `environment/team/slot`. */
  readonly slot: string;
  readonly commit: string;
  readonly recipe: ReleaseRecipe;
  readonly instance: number;
  /** Port of 127.0.0.1 that it will serve. */
  readonly port: number;
  readonly signal: AbortSignal;
}

/** An instance of a revision, as its driver runs it. */
export function slotProgram(launch: Launch, workspace: SlotWorkspace): Program {
  const { slot, commit, recipe, instance, port, signal } = launch;
  const { command, limits, container, buildTimeoutSeconds } = recipe;
  const log = workspace.outputLog(instance);
  const shared = { command, folder: workspace.tree, log, limits, instance };
  if (!container) return { ...shared, environment: environmentOf(launch, port, workspace.data) };
  const { buildLog, data } = workspace;
  return {
    ...shared,
    environment: environmentOf(launch, container.port, container.data),
    container: {
      configuration: container,
      hostPort: port,
      data,
      sharesData: recipe.instances > 1,
      slot,
      commit,
      buildLog,
      buildTimeoutSeconds,
      signal,
    },
  };
}

/** What the commands of a revision find in their environment: those that run on this machine, whatever runs the program. */
export function hostEnvironment(launch: Launch, workspace: SlotWorkspace): Record<string, string> {
  return environmentOf(launch, launch.port, workspace.data);
}

function environmentOf(
  { slot, commit, recipe, instance }: Launch,
  port: number,
  data: string | undefined,
): Record<string, string> {
  return {
    SWARM_SLOT: slot,
    SWARM_COMMIT: commit,
    ...(data === undefined ? {} : { SWARM_DATA: data }),
    ...recipe.environment,
    ...instanceSetting(instance),
    PORT: String(port),
  };
}
