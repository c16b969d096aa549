import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideAdvance,
  decideApproval,
  decideCanaryStep,
  decideCancel,
  decideContinue,
  decideEnd,
  decideEnded,
  decideGate,
} from '../../../server/infrastructure/deployments/decideDeployment.ts';
import {
  type DeploymentHistory,
  hasEnded,
} from '../../../server/infrastructure/deployments/deploymentHistory.ts';
import { leadsTo, nextStates } from '../../../server/infrastructure/deployments/deploymentTransitions.ts';
import type { EventDraft } from '../../../server/infrastructure/events/subject.ts';
import { Refusal } from '../../../server/infrastructure/refusal.ts';
import { deploymentState } from '../../../server/protocol/deployments.ts';
import { historyAfter, requestedRelease } from './requestedRelease.ts';

const now = new Date('2026-11-21T12:00:00Z');
const unmeasured = { baseline: null, observed: null };
const openStates = deploymentState.exclude(['live', 'failed', 'rolled-back', 'cancelled']);
const state = fc.constantFrom(...openStates.options);
const outcome = fc.constantFrom('failed' as const, 'rolled-back' as const, 'cancelled' as const);

type Decision = (history: DeploymentHistory) => EventDraft[];

/** Whatever the service or a person may ask of a deployment, in any state. */
const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.tuple(state, fc.boolean()).map(
    ([to, late]): Decision =>
      (history) =>
        decideAdvance(history, { from: late ? 'queued' : history.state, to, now, detail: null, log: null }),
  ),
  outcome.map(
    (bad): Decision =>
      (history) =>
        decideEnd(history, { outcome: bad, reason: 'Why.', failedCheck: null }),
  ),
  fc.constant<Decision>((history) => decideEnded(history, now, unmeasured)),
  fc.constant<Decision>((history) => decideCancel('1', history, 'Why.')),
  fc.constant<Decision>((history) => decideContinue('1', history)),
  fc.constant<Decision>((history) =>
    decideApproval('1', history, { by: 'bob', comment: null, verified: false }),
  ),
  fc.nat(3).map(
    (step): Decision =>
      (history) =>
        decideCanaryStep(history, step, 10),
  ),
  fc.constant<Decision>((history) =>
    decideGate(history, {
      name: 'tests',
      required: true,
      outcome: 'passed',
      milliseconds: 1,
      measures: [],
      problem: null,
      log: null,
    }),
  ),
);

/** What a decision leads to; nothing where it is refused. */
function decided(history: DeploymentHistory, decide: Decision): DeploymentHistory {
  try {
    return historyAfter(decide(history), history) ?? history;
  } catch (error) {
    if (error instanceof Refusal) return history;
    throw error;
  }
}

describe('a deployment', () => {
  it('never leaves the table of transitions, stays where it has ended, and ends badly with a reason only', () => {
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 40 }), (decisions) => {
        let history = requestedRelease();
        for (const decide of decisions) {
          const next = decided(history, decide);
          expect(next.state === history.state || leadsTo(history.state, next.state)).toBe(true);
          if (hasEnded(history)) expect(next).toEqual(history);
          if (history.ending !== null) expect(next.ending).toEqual(history.ending);
          if (hasEnded(next) && next.state !== 'live')
            expect(next.ending).toMatchObject({ outcome: next.state, reason: 'Why.' });
          expect(next.steps.every(({ milliseconds }) => (milliseconds ?? 0) >= 0)).toBe(true);
          history = next;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('can fail or be cancelled wherever it has not ended, and be rolled back once requests may have moved', () => {
    for (const from of deploymentState.options) {
      const bad = nextStates(from).filter((to) => /^(failed|rolled-back|cancelled)$/.test(to));
      const moves = from === 'switching' || from === 'observing';
      const wanted = moves ? ['failed', 'rolled-back', 'cancelled'] : ['failed', 'cancelled'];
      expect(bad).toEqual(/^(live|failed|rolled-back|cancelled)$/.test(from) ? [] : wanted);
    }
  });

  it('reaches live from every state that is none of its ends', () => {
    const reached = new Set<string>(['live']);
    for (let before = 0; before !== reached.size; ) {
      before = reached.size;
      for (const from of deploymentState.options)
        if (nextStates(from).some((to) => reached.has(to))) reached.add(from);
    }
    expect([...reached].sort()).toEqual(
      deploymentState.options.filter((one) => !/^(failed|rolled-back|cancelled)$/.test(one)).sort(),
    );
  });

  it('keeps with each step how long it took, what it came to and where its output is', () => {
    const history = requestedRelease();
    const step = {
      from: 'queued',
      to: 'building',
      now: new Date(Date.UTC(2026, 10, 21) + 1500),
      detail: 'Its turn.',
      log: '/log',
    } as const;
    const { steps, state: entered } = decided(history, (present) => decideAdvance(present, step));
    expect(entered).toBe('building');
    expect(steps).toMatchObject([
      { state: 'queued', milliseconds: 1500, detail: 'Its turn.', log: '/log' },
      { state: 'building', milliseconds: null },
    ]);
  });

  it('is told of as what it is where it waits for nobody', () => {
    const given = { by: 'bob', comment: null, verified: false };
    expect(() => decideApproval('7', requestedRelease(), given)).toThrow(
      'Deployment 7 is queued and waits for no approval.',
    );
    expect(() => decideContinue('7', requestedRelease())).toThrow(
      'Deployment 7 is queued and waits for nobody to let it go on.',
    );
  });
});
