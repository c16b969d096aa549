import type { deploymentRoutes as routeTable } from '../../protocol/deploymentRoutes.ts';
import type { Handlers } from '../http/handlers.ts';
import { Refusal } from '../refusal.ts';

type DeploymentHandlers = Pick<Handlers, keyof typeof routeTable>;

/** The routes of deployments. */
export function deploymentRoutes(): DeploymentHandlers {
  const refuse = () => {
    throw new Refusal('not-found', 'There is no such deployment.');
  };
  return {
    deployments: () => [],
    requestDeployment: refuse,
    approveDeployment: refuse,
    rejectDeployment: refuse,
    continueDeployment: refuse,
    cancelDeployment: refuse,
  };
}
