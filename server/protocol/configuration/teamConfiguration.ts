import * as z from 'zod';
import { syncHow } from '../branchSync.ts';
import { plainName } from '../names.ts';
import { deploymentSchema } from './deploymentConfiguration.ts';
import { gatesSchema } from './gateConfiguration.ts';
import { teamMergeQueueSchema } from './mergeQueueConfiguration.ts';

const branchPrefix = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/, 'use a branch prefix such as feature/realtime')
  .meta({
    description: 'Branches whose name starts with this belong to the team.',
    examples: ['feature/realtime'],
  });

/** A team of swarm.json. */
export const teamConfigurationSchema = z.strictObject({
  branchPrefix,
  lead: z.string().max(100).optional().meta({ description: 'Person or agent who answers for the team.' }),
  members: z.array(z.string().max(100)).default([]).meta({ description: 'People and agents of the team.' }),
  protectedPaths: z
    .array(z.string().min(1).max(300))
    .max(200)
    .default([])
    .meta({
      description:
        'Files that belong to the team, as globs: a branch of others that changes one of them is merged into the base only when the lead or a member of this team enqueues it.',
      examples: [['src/realtime/**', 'protocol/*.json']],
    }),
  conflictPolicy: z.enum(['auto-merge', 'manual-review']).default('auto-merge').meta({
    description:
      'What the merge queue does where both sides changed the same files: "auto-merge" merges what git can merge and puts a branch in conflict out for review; "manual-review" puts it out with a report of those files until the lead or a member of the team has looked at it.',
  }),
  environments: z
    .array(plainName)
    .max(50)
    .optional()
    .meta({
      description: 'Environments that the team may deploy to (default: all).',
      examples: [['development', 'staging']],
    }),
  deployment: deploymentSchema.optional(),
  gates: gatesSchema,
  sync: syncHow.optional().meta({
    description:
      'How branches of the team are brought up to date with the base: by merging it into them (default) or by rebasing them.',
  }),
  mergeQueue: teamMergeQueueSchema.prefault({}).meta({
    description: 'What the merge queue does with branches of this team.',
  }),
});
