import type { ReserveSlot, Slot } from '../../protocol/slots.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import type { RowStore } from '../live/rowStore.ts';
import { Refusal } from '../refusal.ts';
import type { SlotFleet } from './slotFleet.ts';
import {
  decideRelease,
  decideReserve,
  inForce,
  type ReservationState,
  reservationObstacle,
  reservationSubject,
  reserved,
} from './slotReservation.ts';

export interface SlotReservationParts {
  readonly commands: CommandStore;
  readonly rows: Pick<RowStore, 'get'>;
  readonly fleet: Pick<SlotFleet, 'show'>;
}

/** A timer is not longer than this, so that a clock that is put forward is noticed. */
const longestLook = 60_000;

/** The slots that somebody keeps: reserves and releases them, and shows when a reservation is over. */
export class SlotReservations {
  readonly #parts: SlotReservationParts;
  readonly #unsubscribe: () => void;
  #shown = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: SlotReservationParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.commands.onCommitted(({ stream }) => {
      const id = /^reservation\/(.+)$/.exec(stream)?.[1];
      if (id === undefined) return;
      parts.fleet.show(id);
      this.look();
    });
  }

  /** Shows what is over as over, and looks again when the next one is. */
  look(): void {
    clearTimeout(this.#timer);
    const present = new Set(this.#inForce().map(([id]) => id));
    for (const id of this.#shown) if (!present.has(id)) this.#parts.fleet.show(id);
    this.#shown = present;
    const ends = this.#inForce().map(([, { until }]) => Date.parse(until) - Date.now());
    if (ends.length === 0) return;
    const delay = Math.max(0, Math.min(longestLook, ...ends));
    this.#timer = setTimeout(() => this.look(), delay).unref();
  }

  /**
   * Keeps a slot for who asks.
   * @throws {Refusal} `not-found`, `slot-reserved`, `slot-live`
   */
  async reserve(id: string, { reason, minutes }: ReserveSlot, meta: CommandMeta): Promise<Slot> {
    const { live } = this.#row(id);
    const now = Date.now();
    const until = new Date(now + minutes * 60_000).toISOString();
    const request = { id, actor: meta.actor, until, reason, live, now };
    const decide = (state: ReservationState) => decideReserve(state, request);
    await this.#parts.commands.execute(reservationSubject, id, decide, meta);
    return this.#row(id);
  }

  /**
   * Ends a reservation.
   * @param mayEnd whether who asks may end those of others
   * @throws {Refusal} `not-found`, `slot-reserved`
   */
  async release(id: string, mayEnd: boolean, meta: CommandMeta): Promise<Slot> {
    this.#row(id);
    const request = { id, actor: meta.actor, now: Date.now(), mayEnd };
    const decide = (state: ReservationState) => decideRelease(state, request);
    await this.#parts.commands.execute(reservationSubject, id, decide, meta);
    return this.#row(id);
  }

  /** Why somebody has to leave a slot alone: a sentence; null where another has not reserved it. */
  obstacle(id: string, actor: string): string | null {
    return reservationObstacle(id, this.#of(id), actor);
  }

  /** @throws {Refusal} `slot-reserved` where another has reserved it */
  refuseReserved(id: string, actor: string): void {
    const obstacle = this.obstacle(id, actor);
    if (obstacle !== null) throw reserved(obstacle, this.#of(id));
  }

  close(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  #row(id: string): Slot {
    const row = this.#parts.rows.get('slots', id);
    if (row === undefined) throw new Refusal('not-found', `swarm.json declares no slot ${id}.`);
    return row;
  }

  #of(id: string): ReservationState {
    return inForce(this.#parts.commands.get(reservationSubject, id).state, Date.now());
  }

  #inForce(): [id: string, NonNullable<ReservationState>][] {
    return [...this.#parts.commands.all(reservationSubject)].flatMap(([id]) => {
      const reservation = this.#of(id);
      return reservation === null ? [] : [[id, reservation] as [string, NonNullable<ReservationState>]];
    });
  }
}
