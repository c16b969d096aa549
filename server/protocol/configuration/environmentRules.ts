import * as z from 'zod';
import { plainName } from '../names.ts';
import { get } from '../routes/route.ts';
import { rolloutStrategy } from './rolloutConfiguration.ts';

/** What a deployment into an environment goes through, and what keeps it from its requests now. */
export const environmentRulesSchema = z.object({
  environment: plainName,
  /** The strategy where a request names none. */
  strategy: rolloutStrategy,
  /** Percent of the requests in each step of a canary. */
  canaryPercents: z.array(z.number()),
  /** How many instances run in a slot of each team that has slots. */
  instances: z.record(plainName, z.int()),
  observeSeconds: z.number(),
  gates: z.object({ required: z.array(plainName), advisory: z.array(plainName) }),
  /** Null where none is asked for. */
  approvals: z.object({ required: z.int(), approvers: z.array(z.string()) }).nullable(),
  /** Sentences about what keeps requests from going to a new release now: a window that is closed, a freeze. */
  closed: z.array(z.string()),
});
export type EnvironmentRules = z.infer<typeof environmentRulesSchema>;

/** The operation that tells the rules of environments. */
export const environmentRulesRoutes = {
  environmentRules: get(
    '/v1/environments',
    'Environments with what a deployment goes through in each: strategy, gates, approvals, windows',
    z.array(environmentRulesSchema),
  ),
} as const;
