import type { EventDraft } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import { scaleRequested } from './slotEvents.ts';
import { type InstanceHistory, isUp, type SlotHistory, wantedInstances } from './slotHistory.ts';

/** Which go first: what serves nobody, then what is not sure, then the newest. */
const goesFirst: readonly InstanceHistory['phase'][] = [
  'failed',
  'starting',
  'unknown',
  'unhealthy',
  'healthy',
];

/**
 * Wants another number of instances in a slot that is up; one that failed is replaced.
 * @throws {Refusal} `slot-busy` where nothing is up that could be more or less, or where nobody knows how it was started
 */
export function decideScale(id: string, history: SlotHistory, count: number): EventDraft[] {
  const { phase, recipe } = history;
  if (!isUp(history))
    throw new Refusal(
      'slot-busy',
      `Slot ${id} is ${phase}; only what runs can have more or fewer instances.`,
      {
        state: phase,
      },
    );
  const wanted = wantedInstances(history).toSorted(byTurn);
  const failed = wanted.filter((one) => one.phase === 'failed').length;
  const kept = wanted.slice(Math.max(failed, wanted.length - count));
  const removed = wanted.filter((one) => !kept.includes(one)).map(({ instance }) => instance);
  const added = freeNumbers(history, count - kept.length);
  if (added.length > 0 && recipe === null)
    throw new Refusal(
      'slot-busy',
      `What runs in slot ${id} was started by an earlier version of Swarm, which did not write down how; start it anew to have more instances.`,
      { state: phase },
    );
  return added.length + removed.length === 0 ? [] : [scaleRequested(added, removed.toSorted(byNumber))];
}

function byTurn(a: InstanceHistory, b: InstanceHistory): number {
  return goesFirst.indexOf(a.phase) - goesFirst.indexOf(b.phase) || b.instance - a.instance;
}

function byNumber(a: number, b: number): number {
  return a - b;
}

/** The lowest numbers that no instance has, also none that is on its way out. */
function freeNumbers({ instances }: SlotHistory, count: number): number[] {
  const taken = new Set(instances.map(({ instance }) => instance));
  const all = [...Array(taken.size + count).keys()];
  return all.filter((number) => !taken.has(number)).slice(0, count);
}
