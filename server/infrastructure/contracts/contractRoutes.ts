import type { Handlers } from '../http/handlers.ts';
import type { ContractLedger } from './contractLedger.ts';

/** The routes of contracts. */
export function contractRoutes(ledger: ContractLedger): Pick<Handlers, 'createContract' | 'creditPoints'> {
  return {
    createContract: ({ body, meta }) => ledger.create(body, meta),
    creditPoints: ({ params, body, meta }) => ledger.credit(params.contract, body, meta),
  };
}
