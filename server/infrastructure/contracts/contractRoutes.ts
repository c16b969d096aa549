import type { Handlers } from '../http/handlers.ts';
import type { RowStore } from '../live/rowStore.ts';
import type { ContractLedger } from './contractLedger.ts';

/** The routes of contracts. `ready` resolves once the repository was read. */
export function contractRoutes(
  rows: RowStore,
  ledger: ContractLedger,
  ready: Promise<void>,
): Pick<Handlers, 'listContracts' | 'createContract' | 'creditPoints'> {
  return {
    listContracts: async () => {
      await ready;
      return [...rows.list('contracts')];
    },
    createContract: async ({ body, meta }) => {
      await ready;
      return ledger.create(body, meta);
    },
    creditPoints: async ({ params, body, meta }) => {
      await ready;
      return ledger.credit(params.contract, body, meta);
    },
  };
}
