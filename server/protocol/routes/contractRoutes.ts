import * as z from 'zod';
import {
  amendContractSchema,
  contractSchema,
  createContractSchema,
  creditPointsSchema,
  judgeContractSchema,
} from '../contracts.ts';
import {
  balancesSchema,
  burnUpSchema,
  entriesQuery,
  leaderboardQuery,
  leaderboardSchema,
  ledgerEntrySchema,
} from '../ledger.ts';
import { identifier } from '../names.ts';
import { get, none, post, read } from './route.ts';

const params = z.object({ contract: identifier });
const shared = { params, reply: contractSchema } as const;

/** Operations on contracts: their budget, what was credited of it, and how far it is. */
export const contractRoutes = {
  listContracts: get('/v1/contracts', 'Contracts with their points', z.array(contractSchema)),
  createContract: post({
    path: '/v1/contracts',
    summary: 'Create a contract with a budget of points',
    params: none,
    body: createContractSchema,
    reply: contractSchema,
    status: 201,
  }),
  amendContract: post({
    path: '/v1/contracts/:contract/amend',
    summary: 'Change title, budget, parties or deadline of a contract, with a reason',
    body: amendContractSchema,
    ...shared,
  }),
  closeContract: post({
    path: '/v1/contracts/:contract/close',
    summary: 'Close a contract: nothing more is claimed or credited; refused while points are held',
    body: judgeContractSchema,
    ...shared,
  }),
  reopenContract: post({
    path: '/v1/contracts/:contract/reopen',
    summary: 'Open a closed contract again',
    body: judgeContractSchema,
    ...shared,
  }),
  creditPoints: post({
    path: '/v1/contracts/:contract/credits',
    summary: "Credit points of a contract's budget to an agent without a task, with a reason",
    body: creditPointsSchema,
    ...shared,
    status: 201,
  }),
  reverseEntry: post({
    path: '/v1/contracts/:contract/entries/:entry/reverse',
    summary: 'Take a credit without a task back by an entry of its own, with a reason',
    params: params.extend({ entry: z.coerce.number().int().min(1) }),
    body: judgeContractSchema,
    reply: contractSchema,
  }),
  contractEntries: read({
    path: '/v1/contracts/:contract/entries',
    summary: 'Entries of the journal of a contract, oldest first',
    params,
    query: entriesQuery,
    reply: z.array(ledgerEntrySchema),
  }),
  contractBalances: read({
    path: '/v1/contracts/:contract/balances',
    summary: 'What each account of a contract holds',
    params,
    query: none,
    reply: balancesSchema,
  }),
  burnUp: read({
    path: '/v1/contracts/:contract/burn-up',
    summary: 'Scope, submitted and credited points of a contract over time',
    params,
    query: none,
    reply: burnUpSchema,
  }),
  leaderboard: get(
    '/v1/leaderboard',
    'Agents and teams by the points they have earned, of one contract where it is named',
    leaderboardSchema,
    leaderboardQuery,
  ),
} as const;
