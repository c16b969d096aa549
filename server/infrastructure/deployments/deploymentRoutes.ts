import type { deploymentRoutes as routeTable } from '../../protocol/routes/deploymentRoutes.ts';
import type { Handlers } from '../http/handlers.ts';
import type { DeploymentDesk } from './deploymentDesk.ts';
import type { DeploymentRows } from './deploymentRows.ts';

type DeploymentHandlers = Pick<Handlers, keyof typeof routeTable>;

export interface DeploymentRouteParts {
  readonly desk: DeploymentDesk;
  readonly rows: DeploymentRows;
}

/** The routes of deployments. */
export function deploymentRoutes({ desk, rows }: DeploymentRouteParts): DeploymentHandlers {
  return {
    deployments: ({ query }) => rows.list(query),
    requestDeployment: ({ body, meta }) => desk.request(body, meta),
    approveDeployment: ({ params, body, meta }) =>
      desk.approve(params.deployment, body.comment ?? null, meta),
    rejectDeployment: ({ params, body, meta }) => desk.reject(params.deployment, body.reason, meta),
    continueDeployment: ({ params, meta }) => desk.continue(params.deployment, meta),
    cancelDeployment: ({ params, body, meta }) => desk.cancel(params.deployment, body.reason, meta),
  };
}
