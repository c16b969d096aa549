import type { Handlers } from '../http/handlers.ts';
import type { ReleaseGuard } from './releaseGuard.ts';
import type { ReleaseRollback } from './releaseRollback.ts';

type TrafficHandlers = Pick<
  Handlers,
  'traffic' | 'startSlot' | 'stopSlot' | 'switchTraffic' | 'rollbackTraffic'
>;

export interface GuardedParts {
  readonly guard: ReleaseGuard;
  readonly rollback: ReleaseRollback;
}

/** What people do to slots and their traffic by hand, beside deployments. */
export function guardTraffic(handlers: TrafficHandlers, { guard, rollback }: GuardedParts): TrafficHandlers {
  return {
    traffic: handlers.traffic,
    startSlot: (request) => {
      guard.refuseHeld(slotId(request.params));
      return handlers.startSlot(request);
    },
    stopSlot: (request) => {
      guard.refuseHeld(slotId(request.params));
      return handlers.stopSlot(request);
    },
    // Looked at with what else a switch has to pass, so that it begins in the order in which it was asked for.
    switchTraffic: handlers.switchTraffic,
    rollbackTraffic: async (request) => {
      const { params, body, meta } = request;
      return (
        (await rollback.byDeployment(routeOf(params), body.deployment, meta)) ??
        handlers.rollbackTraffic(request)
      );
    },
  };
}

function routeOf({ environment, team }: Record<'environment' | 'team', string>): string {
  return `${environment}/${team}`;
}

function slotId({ slot, ...params }: Record<'environment' | 'team' | 'slot', string>): string {
  return `${routeOf(params)}/${slot}`;
}
