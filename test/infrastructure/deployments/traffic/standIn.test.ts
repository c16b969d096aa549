import { describe, expect, it } from 'vitest';
import {
  idleSlot,
  type SlotHistory,
} from '../../../../server/infrastructure/deployments/slots/slotHistory.ts';
import { decideRollback } from '../../../../server/infrastructure/deployments/traffic/decideTraffic.ts';
import { requestShare, standIn } from '../../../../server/infrastructure/deployments/traffic/standIn.ts';
import type { TrafficBook } from '../../../../server/infrastructure/deployments/traffic/trafficBook.ts';
import {
  type TrafficState,
  trafficSubject,
} from '../../../../server/infrastructure/deployments/traffic/trafficSubject.ts';
import { WarmClock } from '../../../../server/infrastructure/deployments/traffic/warmSlots.ts';

const route = 'production/web';
const release = (slot: string) => ({ slot, revision: slot, commit: slot.repeat(4) });
const program = { identity: { container: 'c' }, log: '', health: [], stopTimeoutSeconds: 1, environment: {} };
const port = 4711;
const healthy = (slot: string): SlotHistory => ({
  ...idleSlot,
  phase: 'healthy',
  revision: slot,
  commit: slot.repeat(4),
  port,
  instances: [{ ...idleInstance, phase: 'healthy', program: { ...program, port } }],
});
const idleInstance = {
  number: 0,
  problem: null,
  failedCheck: null,
} as unknown as SlotHistory['instances'][0];
const failed: SlotHistory = { ...idleSlot, phase: 'failed', revision: 'a', commit: 'aaaa' };

const state = (more: Partial<TrafficState>): TrafficState => ({
  ...trafficSubject.initial,
  live: release('a'),
  ...more,
});

/** What is known of slots `a` (live), `b` and `c`. */
function book(slots: Readonly<Record<string, SlotHistory>>, more: Partial<TrafficState>) {
  const slot = (id: string) => slots[id.slice(route.length + 1)] ?? idleSlot;
  const isServing = (id: string) => slot(id).phase === 'healthy';
  return { routes: () => [route], state: () => state(more), slot, isServing } as unknown as TrafficBook;
}

const canary = { slot: 'b', percent: 10 };
const warm = [{ slot: 'c', port, until: '2020-01-01T00:00:00.000Z' }];
const all = { a: healthy('a'), b: healthy('b'), c: healthy('c') };

describe('requests of a live slot', () => {
  it.each([
    ['go to it while it runs', all, { canary, warm }, null, [90, 10, 0]],
    [
      'go to the slot kept warm where it has ended',
      { ...all, a: failed },
      { canary, warm },
      'c',
      [0, 10, 90],
    ],
    ['go to the canary where nothing is kept warm', { ...all, a: failed }, { canary }, 'b', [0, 100, 0]],
    ['go nowhere where nothing else runs', { a: failed, b: failed }, { canary }, null, [90, 10, 0]],
  ] as const)('%s', (_, slots, more, expected, shares) => {
    const known = book(slots, more);
    expect(standIn(known, route)).toBe(expected);
    expect(['a', 'b', 'c'].map((slot) => requestShare(known, route, slot))).toEqual(shares);
  });
});

it('a slot kept warm is not stopped when its time is over while the live one does not run', () => {
  const over: string[] = [];
  for (const slots of [{ ...all, a: failed }, all])
    new WarmClock(book(slots, { warm }), (id) => over.push(id)).changed();
  expect(over).toEqual([`${route}/c`]);
});

describe('a part of the requests goes back', () => {
  const rollback = (slots: Readonly<Record<string, SlotHistory>>) =>
    decideRollback(state({ canary, previous: release('c') }), {
      route,
      slots: new Map(Object.entries(slots)),
      isKept: () => false,
    });

  it.each([['healthy'], ['unhealthy']] as const)('to the live slot at once while it is %s', (phase) => {
    const [draft] = rollback({ ...all, a: { ...healthy('a'), phase } });
    expect(draft).toMatchObject({ type: 'traffic.switch-requested', data: { to: release('a') } });
  });

  it('to the live release started again where it has ended, and never in the slot of the canary', () => {
    const expected = { type: 'traffic.rollback-requested', data: { to: release('a') } };
    expect(rollback({ ...all, a: failed })).toEqual([expected]);
    expect(() => rollback({ a: { ...healthy('x') }, b: healthy('b') })).toThrow(
      'no slot of production/web is free',
    );
  });
});
