import type { Logger } from 'pino';
import type { ReserveSlot, Slot } from '../../../protocol/slots.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { SlotFleet } from './slotFleet.ts';
import {
  decideExpiry,
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
  readonly log: Logger;
}

/** A timer waits no longer than this, so that a clock that is put forward is noticed. */
const longestLook = 60_000;

/** The slots that somebody keeps: reserves and releases them, and shows when a reservation is over. */
export class SlotReservations {
  readonly #parts: SlotReservationParts;
  readonly #unsubscribe: () => void;
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

  /** Ends what is over, and looks again when the next one is: whoever waits for a slot hears of it by the log. */
  look(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const lasting: number[] = [];
    for (const [id, { state }] of this.#parts.commands.all(reservationSubject)) {
      if (state === null) continue;
      if (inForce(state, now) === null) this.#expire(id);
      else lasting.push(Date.parse(state.until) - now);
    }
    if (lasting.length > 0)
      this.#timer = setTimeout(() => this.look(), Math.min(longestLook, ...lasting)).unref();
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

  /** Whether somebody has reserved a slot. */
  isReserved(id: string): boolean {
    return this.#of(id) !== null;
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

  #expire(id: string): void {
    const { commands, log } = this.#parts;
    const decide = (state: ReservationState) => decideExpiry(state, Date.now());
    commands
      .execute(reservationSubject, id, decide, { actor: 'swarm' })
      .catch((error: unknown) =>
        log.warn({ err: error, slot: id }, 'the end of a reservation is not recorded'),
      );
  }
}
