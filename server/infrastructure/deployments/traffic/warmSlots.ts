import { longestDelay } from '../../clock.ts';
import { standIn } from './standIn.ts';
import type { TrafficBook } from './trafficBook.ts';
import type { WarmSlot } from './trafficSubject.ts';

/** The slots to keep warm once traffic has left the live one for another. */
export function warmAfterSwitch(book: TrafficBook, route: string, now: Date): WarmSlot[] {
  const { switching, live, warm } = book.state(route);
  const kept = warm.filter(
    ({ slot, until }) => slot !== switching?.to?.slot && Date.parse(until) > now.getTime(),
  );
  const port = live === null ? null : book.slot(`${route}/${live.slot}`).port;
  const stays = switching?.percent !== null || live?.slot === switching.to?.slot;
  if (live === null || port === null || stays) return kept;
  const { keepWarmSeconds, drainSeconds } = book.environment(route);
  const seconds = (switching?.keepSeconds ?? 0) + Math.max(keepWarmSeconds, drainSeconds);
  const until = new Date(now.getTime() + seconds * 1000).toISOString();
  return [...kept.filter(({ slot }) => slot !== live.slot), { slot: live.slot, port, until }];
}

/** Tells of slots whose time to be kept warm is over. */
export class WarmClock {
  readonly #book: TrafficBook;
  readonly #onOver: (id: string) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(book: TrafficBook, onOver: (id: string) => void) {
    this.#book = book;
    this.#onOver = onOver;
  }

  /** To be called when other slots are kept warm. */
  changed(): void {
    clearTimeout(this.#timer);
    const waiting = this.#book.routes().flatMap((route) => this.#warmOf(route));
    for (const { id, until } of waiting) if (until <= Date.now()) this.#onOver(id);
    const next = Math.min(...waiting.map(({ until }) => until).filter((until) => until > Date.now()));
    if (Number.isFinite(next))
      this.#timer = setTimeout(() => this.changed(), Math.min(next - Date.now(), longestDelay)).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** Those that still run what was live, and that get no requests. */
  #warmOf(route: string): { id: string; until: number }[] {
    const { live, canary, switching, warm } = this.#book.state(route);
    const used = [live?.slot, canary?.slot, switching?.to?.slot, standIn(this.#book, route)];
    return warm.flatMap(({ slot, port, until }) => {
      const id = `${route}/${slot}`;
      if (used.includes(slot) || !this.#book.isServing(id, port)) return [];
      return [{ id, until: Date.parse(until) }];
    });
  }
}
