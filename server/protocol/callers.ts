import * as z from 'zod';
import { accessRole } from './accessRole.ts';
import { get } from './routes/route.ts';

/** Who calls, as the service sees it. */
export const callerSchema = z.object({
  name: z.string(),
  role: accessRole,
  /** Whether a personal token proves the name. */
  verified: z.boolean(),
});

/** Operations on the caller itself. */
export const callerRoutes = {
  whoAmI: get('/v1/caller', 'Who calls, and what the token lets it do', callerSchema),
} as const;
