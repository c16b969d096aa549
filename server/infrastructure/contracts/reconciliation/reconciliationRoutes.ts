import type { reconciliationRoutes as routeTable } from '../../../protocol/reconciliation.ts';
import type { Handler, Handlers } from '../../http/handlers.ts';
import type { Reconciliation } from './reconciliation.ts';

/** The routes of reconciliation. */
export function reconciliationRoutes(
  reconciliation: Reconciliation,
): Pick<Handlers, keyof typeof routeTable> {
  return {
    reconciliation: () => reconciliation.answer(),
    importContracts: ({ body, meta }) => reconciliation.import(body, meta),
  };
}

/** Claims a task after a look at whether there is anything left to do, as its files are now. */
export function claimAfterLook(
  reconciliation: Reconciliation,
  claim: Handler<'claimTask'>,
): Handler<'claimTask'> {
  return async (request) => {
    await reconciliation.phantoms.refresh(`${request.params.contract}/${request.params.task}`);
    return claim(request);
  };
}
