import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideRolling,
  type RollingAction,
  type RollingFacts,
  rollingSteps,
} from '../../../server/infrastructure/deployments/rolling.ts';

/** What a rolling deployment is decided against, and what becomes of it where each thing that is asked for happens. */
class Rollout {
  readonly instances: number;
  readonly replaced: number;
  step: number | null = null;
  isObserved = true;
  fresh = { wanted: 1, ready: 1 };
  old: { wanted: number; running: number };

  constructor(instances: number, replaced: number) {
    this.instances = instances;
    this.replaced = replaced;
    this.old = { wanted: replaced, running: replaced };
  }

  get facts(): RollingFacts {
    const { instances, replaced, step, isObserved, fresh, old } = this;
    return { instances, replaced, step, isObserved, fresh, old };
  }

  /** @param late whether what is asked for takes another look */
  do(action: RollingAction, late: boolean): void {
    if (action.kind === 'scale' && action.slot === 'fresh') this.fresh.wanted = action.instances;
    if (action.kind === 'scale' && action.slot === 'old') this.old.wanted = action.instances;
    if (action.kind === 'await' && !late) {
      this.fresh.ready = this.fresh.wanted;
      this.old.running = this.old.wanted;
    }
    if (action.kind === 'observe' && !late) this.isObserved = true;
    if (action.kind !== 'share') return;
    this.step = action.step;
    this.isObserved = false;
  }
}

const sizes = fc.record({
  instances: fc.integer({ min: 2, max: 20 }),
  replaced: fc.integer({ min: 1, max: 20 }),
});

/** All actions until it gets all requests, with the facts before each. */
function rollOut({ instances, replaced }: { instances: number; replaced: number }, late: readonly boolean[]) {
  const rollout = new Rollout(instances, replaced);
  const done: { action: RollingAction; before: RollingFacts }[] = [];
  for (let turn = 0; turn < 2000; turn++) {
    const before = structuredClone(rollout.facts);
    const action = decideRolling(before);
    done.push({ action, before });
    if (action.kind === 'switch') return done;
    rollout.do(action, late[turn % (late.length + 1)] ?? false);
  }
  throw new Error('it never gets all requests');
}

describe('a rolling deployment', () => {
  it('of three instances starts one, gives it a third, stops one of the old, and so on', () => {
    const told = rollOut({ instances: 3, replaced: 3 }, []).map(({ action }) =>
      Object.values(action).join(' '),
    );
    expect(told).toEqual([
      'share 0',
      'observe',
      'scale old 2',
      'await old 2',
      'scale fresh 2',
      'await fresh 2',
      'share 1',
      'observe',
      'scale old 1',
      'await old 1',
      'scale fresh 3',
      'await fresh 3',
      'switch',
    ]);
    expect(rollingSteps(3, 5)).toEqual([
      { percent: 33, seconds: 5 },
      { percent: 67, seconds: 5 },
    ]);
  });

  it('never has fewer that serve than the smaller release, nor more than one above the larger, however late things happen', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.boolean(), { maxLength: 30 }), (size, late) => {
        for (const { before } of rollOut(size, late)) {
          const { fresh, old } = before;
          expect(fresh.ready + old.wanted).toBeGreaterThanOrEqual(Math.min(size.instances, size.replaced));
          expect(fresh.wanted + old.running).toBeLessThanOrEqual(Math.max(size.instances, size.replaced) + 1);
          expect(old.wanted).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });

  it('gives a part of the requests only to instances that are ready, in every step once, and all only to all', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.boolean(), { maxLength: 30 }), (size, late) => {
        const actions = rollOut(size, late);
        const shares = actions.flatMap(({ action, before }) =>
          action.kind === 'share' ? [[action.step, before.fresh.ready]] : [],
        );
        expect(shares).toEqual(rollingSteps(size.instances, 0).map((_, step) => [step, step + 1]));
        expect(actions.at(-1)?.before.fresh.ready).toBe(size.instances);
      }),
    );
  });
});
