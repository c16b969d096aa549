import * as z from 'zod';
import { plainName } from './names.ts';

export const teamSchema = z.object({
  name: plainName,
  branchPrefix: z.string(),
  lead: z.string().nullable(),
  members: z.array(z.string()),
  /** Globs of files that others may change on the base only through this team. */
  protectedPaths: z.array(z.string()),
  conflictPolicy: z.enum(['auto-merge', 'manual-review']),
  /** Environments it may deploy to; null where all. */
  environments: z.array(plainName).nullable(),
  /** Number of branches that carry the prefix. */
  branches: z.int(),
  deployable: z.boolean(),
});
export type Team = z.infer<typeof teamSchema>;
