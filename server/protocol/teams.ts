import * as z from 'zod';
import { plainName } from './names.ts';

export const teamSchema = z.object({
  name: plainName,
  branchPrefix: z.string(),
  lead: z.string().nullable(),
  members: z.array(z.string()),
  /** Number of branches that carry the prefix. */
  branches: z.int(),
  deployable: z.boolean(),
});
export type Team = z.infer<typeof teamSchema>;
