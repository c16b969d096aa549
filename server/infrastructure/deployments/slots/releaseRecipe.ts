import type { DeploymentCommand } from './deploymentCommand.ts';

/** How each instance of a release is run: kept with its slot, so that one that is added later is like the others. */
export interface ReleaseRecipe
  extends Pick<
    DeploymentCommand,
    | 'command'
    | 'container'
    | 'environment'
    | 'health'
    | 'limits'
    | 'stopTimeoutSeconds'
    | 'buildTimeoutSeconds'
    | 'instances'
  > {
  readonly healthTimeoutSeconds: number;
}

/** What of a deployment command is the same for each instance. */
export function releaseRecipe(
  deployment: DeploymentCommand,
  { instances, healthTimeoutSeconds }: Pick<ReleaseRecipe, 'instances' | 'healthTimeoutSeconds'>,
): ReleaseRecipe {
  const { command, container, environment, health, limits } = deployment;
  const { stopTimeoutSeconds, buildTimeoutSeconds } = deployment;
  const times = { stopTimeoutSeconds, buildTimeoutSeconds, healthTimeoutSeconds };
  return { command, ...(container ? { container } : {}), environment, health, limits, instances, ...times };
}
