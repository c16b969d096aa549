import type { Handlers } from '../../http/handlers.ts';
import type { LeaseDesk } from './leaseDesk.ts';

type LeaseHandlers = Pick<
  Handlers,
  'takeLease' | 'renewLease' | 'releaseLease' | 'leaseHolder' | 'checkLeases'
>;

/** The routes of leases. */
export function leaseRoutes(desk: LeaseDesk): LeaseHandlers {
  return {
    takeLease: ({ body, meta }) => desk.take(body, meta),
    renewLease: ({ params, body, meta }) => desk.renew(params.lease, body, meta),
    releaseLease: ({ params, body, meta }) => {
      // Nobody but an operator takes a lease away from its holder.
      const holder = body.holder ?? (meta.role === 'agent' ? meta.actor : undefined);
      return desk.release(params.lease, { ...body, holder }, meta);
    },
    leaseHolder: ({ query }) => ({ path: query.path, lease: desk.holderOf(query.path) }),
    checkLeases: ({ body }) => desk.obstacles(body.agent ?? null, body.paths),
  };
}
