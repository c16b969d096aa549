import type { callerRoutes as routeTable } from '../../../protocol/callers.ts';
import type { Handlers } from '../handlers.ts';
import { ownerOfMachine } from './caller.ts';

/** The route that tells a caller who it is. */
export const callerRoutes: Pick<Handlers, keyof typeof routeTable> = {
  whoAmI: ({ meta: { actor, role = ownerOfMachine.role, verified = false } }) => ({
    name: actor,
    role,
    verified,
  }),
};
