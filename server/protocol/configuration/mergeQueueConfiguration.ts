import * as z from 'zod';
import { plainName } from '../names.ts';
import { programCommand } from '../programCommand.ts';

export const mergePolicy = z.enum(['merge', 'squash', 'rebase']);
export type MergePolicy = z.infer<typeof mergePolicy>;

const policy = mergePolicy.meta({
  description:
    'How a branch becomes part of its target: "merge" makes a merge commit, "squash" one commit of all, "rebase" puts its commits on top one by one.',
});

const check = z.strictObject({
  name: plainName,
  command: programCommand.meta({
    description:
      'Program and arguments, started without a shell in a worktree of the merge result. Exit code 0 passes. Asked for once before it runs, and again when it changes.',
    examples: [['npm', 'test']],
  }),
  timeoutSeconds: z
    .number()
    .min(0.1)
    .max(86_400)
    .default(1800)
    .meta({ description: 'Time after which the check is ended and counts as failed.' }),
});
export type QueueCheck = z.infer<typeof check>;

const checks = z
  .array(check)
  .max(50)
  .default([])
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two checks have the same name');

/** `mergeQueue` of swarm.json. */
export const mergeQueueSchema = z.strictObject({
  policy: policy.default('merge'),
  batchSize: z.int().min(1).max(50).default(4).meta({
    description:
      'Branches that are tested together. A batch that fails is halved until the culprit is found.',
  }),
  checks: checks.meta({ description: 'What every merge result has to pass, in this order.' }),
  push: z.boolean().default(false).meta({
    description:
      'Whether a target is pushed to the remote (`branches.remote`) after each landing: only where the remote still has what was fetched last, never over commits of others.',
  }),
  checkedOutTarget: z.enum(['wait', 'fast-forward']).default('wait').meta({
    description:
      'What happens while the target is checked out in a work tree: "wait" until it is not, or "fast-forward" that work tree where nothing in it is changed.',
  }),
});

/** `mergeQueue` of a team in swarm.json. */
export const teamMergeQueueSchema = z.strictObject({
  policy: policy.optional(),
  checks: checks.meta({
    description:
      'What merge results with a branch of this team have to pass, after the checks of the repository.',
  }),
});
