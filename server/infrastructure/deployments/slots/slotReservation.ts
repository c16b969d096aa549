import type { Reservation } from '../../../protocol/slots.ts';
import type { EventDraft, Subject } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';

/** The reservation of a slot; null where there is none, or where it has been released. */
export type ReservationState = Reservation | null;

/** Streams `reservation/<environment>/<team>/<slot>`. */
export const reservationSubject: Subject<ReservationState> = {
  name: 'reservation',
  initial: null,
  evolve(state, { type, data, actor }) {
    if (type === 'slot.released') return null;
    if (type !== 'slot.reserved') return state;
    return { by: actor, until: String(data['until']), reason: String(data['reason']) };
  },
};

/** The reservation while it lasts. */
export function inForce(reservation: ReservationState, now: number): ReservationState {
  return reservation !== null && now < Date.parse(reservation.until) ? reservation : null;
}

/** A reservation that somebody asks for. */
export interface ReservationRequest {
  readonly id: string;
  readonly actor: string;
  readonly until: string;
  readonly reason: string;
  /** Whether requests go to the slot. */
  readonly live: boolean;
  readonly now: number;
}

/**
 * Allows a reservation; who has one already gets the new end and reason.
 * @throws {Refusal} `slot-reserved`, `slot-live`
 */
export function decideReserve(state: ReservationState, request: ReservationRequest): EventDraft[] {
  const { id, actor, until, reason, live, now } = request;
  const obstacle = reservationObstacle(id, inForce(state, now), actor);
  if (obstacle !== null) throw reserved(obstacle, state);
  if (live)
    throw new Refusal(
      'slot-live',
      `Slot ${id} gets requests and stays free to be replaced; reserve another.`,
    );
  return [{ type: 'slot.reserved', data: { until, reason } }];
}

/**
 * Allows the end of a reservation; where there is none nothing happens.
 * @param mayEnd whether the actor may end those of others
 * @throws {Refusal} `slot-reserved`
 */
export function decideRelease(
  state: ReservationState,
  { id, actor, now, mayEnd }: Pick<ReservationRequest, 'id' | 'actor' | 'now'> & { readonly mayEnd: boolean },
): EventDraft[] {
  const reservation = inForce(state, now);
  if (reservation === null) return [];
  const obstacle = mayEnd ? null : reservationObstacle(id, reservation, actor);
  if (obstacle !== null)
    throw reserved(
      `${obstacle} Besides ${reservation.by}, who is named in \`bypass\` of the environment can.`,
      state,
    );
  return [{ type: 'slot.released', data: { by: reservation.by } }];
}

/** Ends a reservation whose time is over: once that is seen it stays so, however the clock is put. */
export function decideExpiry(state: ReservationState, now: number): EventDraft[] {
  if (state === null || inForce(state, now) !== null) return [];
  return [{ type: 'slot.released', data: { by: state.by, expired: true } }];
}

/** Why somebody has to leave a slot alone: another has reserved it; a sentence. */
export function reservationObstacle(id: string, reservation: ReservationState, actor: string): string | null {
  if (reservation === null || reservation.by === actor) return null;
  const { by, until, reason } = reservation;
  return `Slot ${id} is reserved by ${by} until ${until}: ${reason}.`;
}

/** The refusal of an act on a slot that another has reserved. */
export function reserved(sentence: string, reservation: ReservationState): Refusal {
  return new Refusal('slot-reserved', sentence, { ...reservation });
}
