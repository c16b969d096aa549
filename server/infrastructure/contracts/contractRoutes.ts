import type { contractRoutes as routeTable } from '../../protocol/routes/contractRoutes.ts';
import type { Handlers } from '../http/handlers.ts';
import type { ContractLedger } from './contractLedger.ts';
import type { LedgerReports } from './ledgerReports.ts';

/** The routes of contracts. */
export function contractRoutes(
  ledger: ContractLedger,
  reports: LedgerReports,
): Pick<Handlers, Exclude<keyof typeof routeTable, 'listContracts'>> {
  return {
    createContract: ({ body, meta }) => ledger.create(body, meta),
    amendContract: ({ params, body, meta }) => ledger.amend(params.contract, body, meta),
    closeContract: ({ params, body, meta }) => ledger.closeContract(params.contract, body, meta),
    reopenContract: ({ params, body, meta }) => ledger.reopen(params.contract, body, meta),
    creditPoints: ({ params, body, meta }) => ledger.credit(params.contract, body, meta),
    reverseEntry: ({ params, body, meta }) => ledger.reverse(params.contract, params.entry, body, meta),
    contractEntries: ({ params, query }) => reports.entries(params.contract, query),
    contractBalances: ({ params }) => reports.balances(params.contract),
    burnUp: ({ params }) => reports.burnUp(params.contract),
    leaderboard: ({ query }) => reports.leaderboard(query.contract),
  };
}
