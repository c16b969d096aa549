import type { Handlers } from '../../http/handlers.ts';
import type { TrafficBook } from './trafficBook.ts';
import type { TrafficControl } from './trafficControl.ts';

export interface TrafficRouteParts {
  readonly book: TrafficBook;
  readonly control: TrafficControl;
  /** The operations on slots that a slot with traffic refuses. */
  readonly slots: Pick<Handlers, 'startSlot' | 'stopSlot'>;
}

type TrafficHandlers = Pick<
  Handlers,
  'traffic' | 'switchTraffic' | 'rollbackTraffic' | 'startSlot' | 'stopSlot'
>;

/** The routes of the traffic, and those of slots that depend on it. */
export function trafficRoutes({ book, control, slots }: TrafficRouteParts): TrafficHandlers {
  return {
    traffic: () => book.routes().map((route) => book.row(route)),
    switchTraffic: ({ params: { environment, team }, body, meta }) =>
      control.switch(`${environment}/${team}`, body, meta),
    rollbackTraffic: ({ params: { environment, team }, meta }) =>
      control.rollback(`${environment}/${team}`, meta),
    startSlot: (request) => {
      control.refuseLive(slotId(request.params));
      return slots.startSlot(request);
    },
    stopSlot: (request) => {
      control.refuseLive(slotId(request.params));
      return slots.stopSlot(request);
    },
  };
}

function slotId({ environment, team, slot }: Record<'environment' | 'team' | 'slot', string>): string {
  return `${environment}/${team}/${slot}`;
}
