import * as z from 'zod';
import { agentSchema } from './agents.ts';
import { branchSchema } from './branches.ts';
import { contractSchema } from './contracts.ts';
import { deploymentSchema } from './deployments.ts';
import { resourceName } from './events.ts';
import { leaseSchema } from './leases.ts';
import { queueSchema } from './queue.ts';
import { slotSchema } from './slots.ts';
import { taskSchema } from './tasks.ts';
import { teamSchema } from './teams.ts';

/** Something that needs a human: what the status bar counts. */
export const attentionSchema = z.object({
  /** Stable: `agents/Agent-3`. */
  id: z.string(),
  resource: resourceName,
  /** Id of the row it is about. */
  row: z.string(),
  /** A sentence. */
  message: z.string(),
});
export type Attention = z.infer<typeof attentionSchema>;

export const serviceSchema = z.object({
  version: z.string(),
  pid: z.int(),
  repository: z.string(),
  /** Base branch in use; null where none was found. */
  base: z.string().nullable(),
  /** Days after its last commit until a branch counts as stale. */
  activeDays: z.int(),
  /** Problems of swarm.json: while there are any, its last valid state stays in force. */
  configuration: z.array(z.object({ line: z.int(), column: z.int(), message: z.string() })),
  /** The branch whose swarm.json is in force because the work tree has none; null where it has. */
  configurationFrom: z.string().nullable(),
  /** Windows connected to the event stream. */
  windows: z.int(),
});
export type Service = z.infer<typeof serviceSchema>;

/** Everything the views show, as of `seq`. */
export const snapshotSchema = z.object({
  seq: z.int().min(0),
  service: serviceSchema,
  teams: z.array(teamSchema),
  branches: z.array(branchSchema),
  /** The merge queue of each target. */
  queue: z.array(queueSchema),
  slots: z.array(slotSchema),
  /** The newest 200, newest first, and every one that has not ended. */
  deployments: z.array(deploymentSchema),
  agents: z.array(agentSchema),
  contracts: z.array(contractSchema),
  tasks: z.array(taskSchema),
  leases: z.array(leaseSchema),
  attention: z.array(attentionSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
