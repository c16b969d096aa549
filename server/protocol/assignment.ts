import * as z from 'zod';
import { leaseSchema } from './leases.ts';
import { identifier, reason } from './names.ts';
import { none, post } from './routes/route.ts';
import { taskSchema } from './tasks.ts';

/** What an agent is to work on, and the leases it got for it; or why there is nothing. */
export const assignmentSchema = z.object({
  task: taskSchema.nullable(),
  leases: z.array(leaseSchema),
  /** A sentence. */
  why: z.string(),
});
export type Assignment = z.infer<typeof assignmentSchema>;

export const assignTaskSchema = z.strictObject({
  /** Without it the service chooses the agent that can do it and has least to do. */
  agent: identifier.optional(),
  /** Why it is given to an agent that lacks what it requires. */
  anyway: reason.optional(),
});
export type AssignTask = z.output<typeof assignTaskSchema>;

/** Operations that give agents their work. */
export const assignmentRoutes = {
  nextTask: post({
    path: '/v1/agents/:agent/next',
    summary:
      'Claim the next task for an agent, by what it can do, priority and fairness; the one it has, where it has one',
    params: z.object({ agent: identifier }),
    body: none,
    reply: assignmentSchema,
    role: 'agent',
  }),
  assignTask: post({
    path: '/v1/tasks/:contract/:task/assign',
    summary: 'Give a task to an agent; from the one who has it, where somebody has',
    params: z.object({ contract: identifier, task: identifier }),
    body: assignTaskSchema,
    reply: assignmentSchema,
  }),
} as const;

/** How tasks are given to agents. */
export const assignmentConfigurationSchema = z.strictObject({
  tasksPerAgent: z.int().min(1).max(100).default(1).meta({
    description: 'Tasks an agent works on at once at most.',
  }),
  leaseFiles: z.boolean().default(true).meta({
    description:
      'Whether an agent gets the leases on the files of a task with it. Tasks with files that another agent holds are then left for later.',
  }),
});
