import type { reconciliationRoutes as routeTable } from '../../protocol/reconciliation.ts';
import type { Handlers } from '../http/handlers.ts';

/** The routes of reconciliation. */
export function reconciliationRoutes(): Pick<Handlers, keyof typeof routeTable> {
  return {
    reconciliation: () => ({ files: 0, contracts: 0, tasks: 0, agents: 0, disagreements: [], total: 0 }),
    importContracts: ({ body }) => ({ dryRun: body.dryRun, contracts: [] }),
  };
}
