import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideProgress } from '../../../../server/infrastructure/deployments/slots/decideProgress.ts';
import { decideScale } from '../../../../server/infrastructure/deployments/slots/decideScale.ts';
import {
  instanceFailed,
  instanceHealthy,
  instanceStarted,
  instanceStopped,
  instanceUnhealthy,
  slotFailed,
  slotStopped,
  stopRequested,
} from '../../../../server/infrastructure/deployments/slots/slotEvents.ts';
import {
  type SlotHistory,
  wantedInstances,
} from '../../../../server/infrastructure/deployments/slots/slotHistory.ts';
import { slotSubject } from '../../../../server/infrastructure/deployments/slots/slotSubject.ts';
import type { EventDraft } from '../../../../server/infrastructure/events/subject.ts';
import { requestedStart } from './requestedStart.ts';

const id = 'development/web/blue';
const time = '2026-11-21T12:00:00.000Z';

function slotAfter(history: SlotHistory, ...drafts: readonly EventDraft[]): SlotHistory {
  const known = { seq: 1, stream: `slot/${id}`, version: 1, actor: 'ada', hash: '0'.repeat(64), time };
  return drafts.reduce(
    (state, { type, data }) => slotSubject.evolve(state, { ...known, type, data: structuredClone(data) }),
    history,
  );
}

function started(instance: number): EventDraft {
  const identity = { pid: 100 + instance, startTime: '1' };
  const program = { port: 9000 + instance, log: `/${instance}.log`, health: [], environment: {} };
  return instanceStarted(instance, { identity, ...program, stopTimeoutSeconds: 1 });
}

/** A slot in which so many instances are healthy. */
function healthy(count: number): SlotHistory {
  const numbers = [...Array(count).keys()];
  return slotAfter(
    slotSubject.initial,
    requestedStart('a'.repeat(40), { instances: count }),
    ...numbers.flatMap((one) => [started(one), instanceHealthy(one)]),
  );
}

describe('a slot with several instances', () => {
  it('is healthy once all of them are, unhealthy with a sentence when one ends, and goes on', () => {
    const starting = slotAfter(
      slotSubject.initial,
      requestedStart('a'.repeat(40), { instances: 2 }),
      started(0),
    );
    expect(slotAfter(starting, instanceHealthy(0), started(1)).phase).toBe('starting');
    const up = slotAfter(starting, instanceHealthy(0), started(1), instanceHealthy(1));
    expect(up).toMatchObject({ phase: 'healthy', port: 9000, log: '/0.log', problem: null });
    expect(slotAfter(up, instanceFailed(1, 'Instance 1 exited with code 7.', null))).toMatchObject({
      phase: 'unhealthy',
      problem: 'Instance 1 exited with code 7. 1 of 2 instances are healthy.',
    });
  });

  it('stays healthy while one that is added starts, and while one that is too many leaves', () => {
    const more = slotAfter(healthy(1), ...decideScale(id, healthy(1), 2));
    expect(more).toMatchObject({
      phase: 'healthy',
      instances: [{ phase: 'healthy' }, { phase: 'starting' }],
    });
    const fewer = slotAfter(healthy(2), ...decideScale(id, healthy(2), 1));
    expect(fewer).toMatchObject({
      phase: 'healthy',
      instances: [{ phase: 'healthy' }, { phase: 'stopping' }],
    });
    expect(slotAfter(fewer, instanceStopped(1)).instances).toHaveLength(1);
  });

  it('gives one that failed up first, and replaces it where as many are wanted', () => {
    const hurt = slotAfter(
      healthy(3),
      instanceFailed(0, 'It ended.', null),
      instanceUnhealthy(1, 'It is ill.', null),
    );
    expect(decideScale(id, hurt, 3)).toMatchObject([{ data: { added: [3], removed: [0] } }]);
    expect(decideScale(id, hurt, 1)).toMatchObject([{ data: { added: [], removed: [0, 1] } }]);
    expect(slotAfter(hurt, ...decideScale(id, hurt, 1))).toMatchObject({ phase: 'healthy', problem: null });
  });

  it('is not scaled where nothing is up, or where nobody knows how its program was started', () => {
    expect(() => decideScale(id, slotSubject.initial, 2)).toThrow('Slot development/web/blue is idle;');
    const older = { ...healthy(1), recipe: null };
    expect(() => decideScale(id, older, 2)).toThrow('was started by an earlier version of Swarm');
  });

  it('reads what a service wrote that knew one program in a slot', () => {
    const request = { revision: 'main', commit: 'c', hash: 'h', driver: 'process' };
    const old = [
      { type: 'slot.start-requested', data: request },
      { type: 'slot.started', data: { pid: 1, startTime: '1', port: 8, log: '', stopTimeoutSeconds: 1 } },
      { type: 'slot.healthy', data: {} },
    ];
    expect(slotAfter(slotSubject.initial, ...old)).toMatchObject({
      phase: 'healthy',
      port: 8,
      instances: [{ instance: 0, phase: 'healthy', program: { port: 8 } }],
    });
  });
});

const step = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map((count) => ({ count })),
  fc.tuple(fc.nat(22), fc.nat(4)).map(([instance, kind]) => ({
    draft: [
      started(instance),
      instanceHealthy(instance),
      instanceUnhealthy(instance, 'It is ill.', null),
      instanceFailed(instance, 'It ended.', null),
      instanceStopped(instance),
    ][kind],
  })),
  fc.constantFrom({ draft: stopRequested }, { draft: slotStopped }, { draft: slotFailed('All ended.') }),
);

describe('whatever happens to instances', () => {
  it('a slot has as many as were wanted last, each number once, and is healthy only where none of them is bad', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (first, steps) => {
        let history = healthy(first);
        let wanted = first;
        for (const one of steps) {
          const isUp = /healthy|unknown/.test(history.phase);
          if ('count' in one && !isUp) continue;
          if ('count' in one) wanted = one.count;
          const drafts =
            'count' in one
              ? decideScale(id, history, one.count)
              : one.draft
                ? decideProgress(history, one.draft)
                : [];
          history = slotAfter(history, ...drafts);
          if (!/healthy|unknown/.test(history.phase)) return;
          const phases = wantedInstances(history).map(({ phase }) => phase);
          expect(phases).toHaveLength(wanted);
          expect(new Set(history.instances.map(({ instance }) => instance)).size).toBe(
            history.instances.length,
          );
          expect(history.phase === 'healthy').toBe(
            phases.every((phase) => /^(healthy|starting)$/.test(phase)),
          );
        }
      }),
    );
  });
});
