import type { Handled, Handlers } from '../../http/handlers.ts';
import type { ReleaseGuard } from '../releaseGuard.ts';
import type { SlotReservations } from '../slots/slotReservations.ts';
import { ArrivalOrder } from './arrivalOrder.ts';
import type { ReleasePolicy } from './releasePolicy.ts';

type ActingHandlers = Pick<
  Handlers,
  'traffic' | 'startSlot' | 'stopSlot' | 'switchTraffic' | 'rollbackTraffic'
>;
type ReservationHandlers = Pick<Handlers, 'reserveSlot' | 'releaseSlot'>;

export interface SlotGuardParts {
  readonly policy: ReleasePolicy;
  readonly reservations: SlotReservations;
  readonly deployments: { readonly guard: Pick<ReleaseGuard, 'refusePlainSwitch'> };
}

/** What people do to slots and their traffic, once it is clear that they may: their team's, and reserved by no other. */
export function guardSlots(handlers: ActingHandlers, parts: SlotGuardParts): ActingHandlers {
  const { policy } = parts;
  const order = new ArrivalOrder();
  const routeOf = ({ environment, team }: { environment: string; team: string }) => `${environment}/${team}`;
  return {
    traffic: handlers.traffic,
    startSlot: (request) => {
      const { params, meta } = request;
      return order.admit(routeOf(params), policy.mayRequest(params, meta), () => handlers.startSlot(request));
    },
    stopSlot: (request) => {
      const { params, meta } = request;
      return order.admit(routeOf(params), policy.mayRequest(params, meta), () => handlers.stopSlot(request));
    },
    switchTraffic: (request) => {
      const check = checkSwitch(request, parts);
      return order.admit(routeOf(request.params), check, () => handlers.switchTraffic(request));
    },
    rollbackTraffic: (request) => {
      const { params, meta } = request;
      const check = policy.mayRequest({ ...params, slot: null }, meta);
      return order.admit(routeOf(params), check, () => handlers.rollbackTraffic(request));
    },
  };
}

async function checkSwitch(
  { params, body, meta }: Handled<'switchTraffic'>,
  { policy, deployments }: SlotGuardParts,
): Promise<void> {
  const { environment, team } = params;
  const route = `${environment}/${team}`;
  await policy.mayRequest({ environment, team, slot: body.slot }, meta);
  await deployments.guard.refusePlainSwitch(route, body, meta);
}

/** The routes of reservations. */
export function reservationRoutes({ policy, reservations }: SlotGuardParts): ReservationHandlers {
  return {
    reserveSlot: async ({ params, body, meta }) => {
      await policy.mayRequest(params, meta);
      return reservations.reserve(slotId(params), body, meta);
    },
    releaseSlot: async ({ params, meta }) => {
      const { environment, team } = params;
      await policy.mayRequest({ environment, team, slot: null }, meta);
      const mayEnd = await policy.mayEndReservation(environment, team, meta.actor);
      return reservations.release(slotId(params), mayEnd, meta);
    },
  };
}

function slotId({ environment, team, slot }: Record<'environment' | 'team' | 'slot', string>): string {
  return `${environment}/${team}/${slot}`;
}
