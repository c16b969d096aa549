import type { Release } from '../../../protocol/traffic.ts';
import type { EventDraft } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import { type SlotHistory, takesRequests } from '../slots/slotHistory.ts';
import { rollbackRequested, switchRequested, type TrafficState } from './trafficSubject.ts';

/** A switch with what is known about it. */
export interface SwitchFacts {
  /** `environment/team`. */
  readonly route: string;
  /** The slot to switch to with what runs in it; null for none. */
  readonly target: { readonly slot: string; readonly history: SlotHistory } | null;
  readonly percent: number | null;
  /** Time for which what is live now is needed after it. */
  readonly keepSeconds?: number;
  /** Why, where that was said. */
  readonly reason?: string | undefined;
  /** Whether it brings a release of before back. */
  readonly rollback?: boolean;
  /** The slot that is live as far as the caller knows; undefined where nobody said. */
  readonly expected: string | null | undefined;
}

/**
 * Allows a switch; nothing happens where the requests go there already.
 * @throws {Refusal} `switch-under-way`, `conflict`, `slot-not-healthy`, `not-allowed`
 */
export function decideSwitch(state: TrafficState, facts: SwitchFacts): EventDraft[] {
  const { route, target, percent, expected, keepSeconds = 0, reason = null, rollback = false } = facts;
  refuseWhileSwitching(route, state);
  const live = state.live?.slot ?? null;
  if (expected !== undefined && expected !== live)
    throw new Refusal(
      'conflict',
      `The live slot of ${route} is ${live ?? 'none'} by now, not ${expected ?? 'none'}; look again.`,
      { live },
    );
  if (target === null) return state.live === null ? [] : [switchRequested(null, null, { reason })];
  if (percent !== null && (live === null || live === target.slot))
    throw new Refusal(
      'not-allowed',
      live === null
        ? `No slot of ${route} is live that could keep the other requests; switch without a percentage.`
        : `Slot ${live} of ${route} is live and gets all requests; name another slot for a part of them.`,
    );
  const to = releaseIn(route, target);
  const isDone = live === to.slot && state.live?.commit === to.commit && state.canary === null;
  return isDone ? [] : [switchRequested(to, percent, { keepSeconds, reason, rollback })];
}

/** What runs in a slot, as something that can be live. */
function releaseIn(route: string, { slot, history }: NonNullable<SwitchFacts['target']>): Release {
  const { phase, revision, commit } = history;
  if (takesRequests(history) && revision !== null && commit !== null) return { slot, revision, commit };
  const advice = phase === 'idle' || phase === 'failed' ? 'start a revision in it first' : 'wait until it is';
  throw new Refusal(
    'slot-not-healthy',
    `Slot ${slot} of ${route} is ${phase}, and requests go to healthy slots only; ${advice}.`,
    { state: phase },
  );
}

/** A rollback with what is known about the slots. */
export interface RollbackFacts {
  readonly route: string;
  /** What is in each slot of the environment and team. */
  readonly slots: ReadonlyMap<string, SlotHistory>;
  /** Whether another has reserved a slot: what runs there can get requests again, but nothing is started in it. */
  isKept(slot: string): boolean;
}

/** What a rollback goes back to: while a part goes elsewhere the live release, else the one before. */
export function rollbackTarget({ live, previous, canary }: TrafficState): Release | null {
  return canary === null ? previous : live;
}

/**
 * Allows a rollback: at once to a release that still runs, or by a start of it; of a part of the traffic, back to the
 * live slot, which may have ended meanwhile.
 * @throws {Refusal} `switch-under-way`, `nothing-to-roll-back`, `slot-busy`
 */
export function decideRollback(state: TrafficState, { route, slots, isKept }: RollbackFacts): EventDraft[] {
  refuseWhileSwitching(route, state);
  const { live, canary } = state;
  const target = rollbackTarget(state);
  if (target === null)
    throw new Refusal('nothing-to-roll-back', `No other release of ${route} was live before.`);
  const found = slots.get(target.slot);
  const isThere = found?.commit === target.commit;
  if (isThere && (takesRequests(found) || (canary !== null && !isFree(found))))
    return [switchRequested(target, null, { rollback: true })];
  // A slot that has the requests is none to start in, unless what was live there has ended and is what is wanted.
  const used = canary === null ? live?.slot : canary.slot;
  const free = [...slots].filter(([slot, history]) => slot !== used && isFree(history) && !isKept(slot));
  const slot = free.find(([name]) => name === target.slot)?.[0] ?? free[0]?.[0];
  if (slot === undefined)
    throw new Refusal(
      'slot-busy',
      `${target.revision} no longer runs, and no slot of ${route} is free to start it in; stop one first.`,
    );
  return [rollbackRequested({ ...target, slot })];
}

function isFree({ phase }: SlotHistory): boolean {
  return phase === 'idle' || phase === 'failed';
}

function refuseWhileSwitching(route: string, { switching, restoring }: TrafficState): void {
  if (switching === null && restoring === null) return;
  const to = (switching?.to ?? restoring)?.slot ?? 'no slot';
  throw new Refusal(
    'switch-under-way',
    `${route} is just being switched to ${to}; try again when that is done.`,
  );
}
