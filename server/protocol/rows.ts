import type * as z from 'zod';
import { type Agent, agentSchema } from './agents.ts';
import { type Branch, branchSchema } from './branches.ts';
import { type Conflict, conflictSchema } from './conflicts.ts';
import { type Contract, contractSchema } from './contracts.ts';
import { type Deployment, deploymentSchema } from './deployments.ts';
import type { ResourceName } from './events.ts';
import { type Lease, leaseSchema } from './leases.ts';
import { type Queue, queueSchema } from './queue.ts';
import { type Slot, slotSchema } from './slots.ts';
import { type Attention, attentionSchema, type Service, serviceSchema } from './snapshot.ts';
import { type Task, taskSchema } from './tasks.ts';
import { type Team, teamSchema } from './teams.ts';

/** The row of each resource, as the API shows it. `service` has the one row `service`. */
export interface RowTypes {
  teams: Team;
  branches: Branch;
  queue: Queue;
  conflicts: Conflict;
  slots: Slot;
  deployments: Deployment;
  agents: Agent;
  contracts: Contract;
  tasks: Task;
  leases: Lease;
  attention: Attention;
  service: Service;
}

/** What a row of each resource must be, where it enters the service and where it enters a client. */
export const rowSchemas: { readonly [Name in ResourceName]: z.ZodType<RowTypes[Name]> } = {
  teams: teamSchema,
  branches: branchSchema,
  queue: queueSchema,
  conflicts: conflictSchema,
  slots: slotSchema,
  deployments: deploymentSchema,
  agents: agentSchema,
  contracts: contractSchema,
  tasks: taskSchema,
  leases: leaseSchema,
  attention: attentionSchema,
  service: serviceSchema,
};
