import { type Clock, momentOf } from '../../clock.ts';
import { ArrivalWindow, type Rhythm } from './arrivalWindow.ts';

export type SignSource = 'heartbeat' | 'status-file' | 'transition';

/** A sign of life. */
export interface Sign {
  readonly source: SignSource;
  /** As the clock that people read said it; ISO 8601 in UTC. */
  readonly time: string;
  /** By the clock that nobody sets: what silence is counted from. */
  readonly moment: number;
}

interface Signs {
  readonly bySource: Map<SignSource, Sign>;
  readonly arrivals: ArrivalWindow;
}

/** The signs of life of each agent. A clock that is set an hour forth or back makes nobody older or younger. */
export class SignsOfLife {
  readonly #clock: Clock;
  readonly #agents = new Map<string, Signs>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Takes a sign by its time. What claims to lie in the future is counted from now; what was taken before is no
   * further sign.
   */
  note(id: string, source: SignSource, time: number): void {
    const signs = this.#signs(id);
    const known = new Date(Math.min(time, this.#clock.wall())).toISOString();
    if (signs.bySource.get(source)?.time === known) return;
    const moment = momentOf(this.#clock, Date.parse(known));
    signs.bySource.set(source, { source, time: known, moment });
    signs.arrivals.arrive(moment);
  }

  /** Forgets a source that is gone. */
  forget(id: string, source: SignSource): void {
    this.#agents.get(id)?.bySource.delete(source);
  }

  newest(id: string): Sign | undefined {
    let newest: Sign | undefined;
    for (const sign of this.#agents.get(id)?.bySource.values() ?? [])
      if (newest === undefined || sign.moment > newest.moment) newest = sign;
    return newest;
  }

  rhythm(id: string): Rhythm | undefined {
    return this.#agents.get(id)?.arrivals.rhythm;
  }

  #signs(id: string): Signs {
    const present = this.#agents.get(id);
    if (present) return present;
    const signs = { bySource: new Map(), arrivals: new ArrivalWindow() };
    this.#agents.set(id, signs);
    return signs;
  }
}
