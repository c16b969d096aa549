import type { CommandMeta, EventDraft, Subject } from '../../../server/infrastructure/events/subject.ts';
import { Refusal } from '../../../server/infrastructure/refusal.ts';

/** The smallest subject: the tests' own. */
export const counter: Subject<number> = {
  name: 'counter',
  initial: 0,
  evolve: (total, event) => total + Number(event.data['by']),
};

/** Adds to the counter; refuses to pass 1,000. */
export function add(by: number): (total: number) => readonly EventDraft[] {
  return (total) => {
    if (total + by > 1000) throw new Refusal('over-budget', `${total} + ${by} is more than 1000`);
    return by === 0 ? [] : [{ type: 'counter.added', data: { by } }];
  };
}

export const tester: CommandMeta = { actor: 'tester' };
