import { AgentRoster } from '../agents/agentRoster.ts';
import { agentRoutes } from '../agents/agentRoutes.ts';
import type { AgentRowsParts } from '../agents/agentRows.ts';
import { messageRoutes } from '../agents/messages/messageRoutes.ts';
import { Messaging } from '../agents/messages/messaging.ts';
import type { ServiceMetrics } from '../http/metrics.ts';
import {
  buildCoordination,
  type Coordination,
  closeCoordination,
  coordinationRoutes,
  startCoordination,
} from './coordination.ts';
import {
  buildLedger,
  closeLedger,
  type LedgerParts,
  type LedgerWorkers,
  ledgerHandlers,
  startLedger,
} from './ledgerWorkers.ts';

export type AgentWorkersParts = LedgerParts &
  Omit<AgentRowsParts, 'workTree'> & { readonly metrics?: Pick<ServiceMetrics, 'add'> };

/** Agents, the tasks they work on, and what they hold and say meanwhile. */
export interface AgentWorkers {
  readonly roster: AgentRoster;
  readonly ledger: LedgerWorkers;
  readonly messages: Messaging;
  readonly coordination: Coordination;
}

export function buildAgentWorkers(parts: AgentWorkersParts): AgentWorkers {
  const { workTree } = parts.repository;
  const ledger = buildLedger(parts);
  return {
    roster: new AgentRoster({ ...parts, workTree }),
    ledger,
    messages: new Messaging({ ...parts, workTree }),
    coordination: buildCoordination({ ...parts, tasks: ledger.tasks }),
  };
}

/** Reads what is known of agents; what they hold and wait for goes on then. */
export async function startAgents({ roster, messages, coordination }: AgentWorkers): Promise<void> {
  roster.followMail(messages.desk);
  await roster.start();
  startCoordination(coordination);
  await messages.start();
}

/** Reads what is declared of contracts. */
export function startContracts({ ledger }: AgentWorkers): Promise<void> {
  return startLedger(ledger);
}

export function agentHandlers({ roster, ledger, messages, coordination }: AgentWorkers) {
  return {
    ...agentRoutes(roster),
    ...ledgerHandlers(ledger),
    ...messageRoutes(messages.desk),
    ...coordinationRoutes(coordination),
  };
}

export async function closeAgents({ roster, ledger, messages, coordination }: AgentWorkers): Promise<void> {
  await closeCoordination(coordination);
  await closeLedger(ledger);
  await Promise.all([roster.close(), messages.close()]);
}
