import type { BurnUpPoint } from '../../protocol/ledger.ts';
import { BoundedMemo } from '../collections/boundedMemo.ts';
import type { EventLog } from '../events/eventLog.ts';
import { type BurnUpCourse, burnUpSeries, noCourse, withEvent } from './burnUp.ts';
import { contractSubject } from './contractSubject.ts';

const pageSize = 1000;
/** Contracts whose course is kept between two questions. */
const remembered = 20;

/** The burn-up of contracts, read from the log when it is asked for and gone on with from there. */
export class BurnUpBook {
  readonly #events: Pick<EventLog, 'read'>;
  readonly #courses = new BoundedMemo<{ course: BurnUpCourse }>(remembered);

  constructor(events: Pick<EventLog, 'read'>) {
    this.#events = events;
  }

  async series(contract: string): Promise<BurnUpPoint[]> {
    const known = await this.#courses.get(contract, async () => ({ course: noCourse }));
    for (;;) {
      const { course } = known;
      const stream = `${contractSubject.name}/${contract}`;
      const events = await this.#events.read(course.seq, pageSize, stream);
      // Somebody who asked at the same time may have come first.
      if (known.course !== course) continue;
      known.course = events.reduce(withEvent, course);
      if (events.length < pageSize) return burnUpSeries(known.course);
    }
  }
}
