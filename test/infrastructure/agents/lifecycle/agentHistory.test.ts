import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentHistory } from '../../../../server/infrastructure/agents/lifecycle/agentHistory.ts';
import { keptTransitions } from '../../../../server/infrastructure/agents/lifecycle/agentSubject.ts';
import {
  allowedFrom,
  standardLifecycle,
} from '../../../../server/infrastructure/agents/lifecycle/lifecycle.ts';
import { asked, present, unknown } from './foldedAgent.ts';

const began = Date.parse('2026-11-21T08:00:00.000Z');
const step = fc.record({ choice: fc.nat(10), pause: fc.nat(3_600_000) });

describe('the history of an agent', () => {
  it('adds up: the time in its states is the time since its first transition, however it went', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), fc.nat(1_000_000), (steps, rest) => {
        let [agent, now, state] = [unknown, began, standardLifecycle.initial];
        for (const { choice, pause } of steps) {
          now += pause;
          const allowed = allowedFrom(standardLifecycle, state);
          state = allowed[choice % allowed.length] ?? state;
          agent = asked(agent, state, { now });
        }
        const first = began + (steps[0]?.pause ?? 0);
        const history = agentHistory('A', agent.state, present(null, { now: now + rest }));
        const seconds = history.totals.reduce((sum, total) => sum + total.seconds, 0);
        expect(seconds * 1000).toBeCloseTo(now + rest - first, 3);
        expect(history.totals.reduce((sum, { visits }) => sum + visits, 0)).toBe(steps.length);
        expect(history.transitions).toHaveLength(Math.min(steps.length, keptTransitions));
        expect(history.older).toBe(steps.length > keptTransitions);
        expect(history.transitions[0]).toMatchObject({ to: state, time: history.since });
      }),
    );
  });

  it('tells the time in a state that the clock was set back in as none', () => {
    const agent = asked(asked(unknown, 'active', { now: began }), 'process', { now: began - 3_600_000 });
    const { totals } = agentHistory('A', agent.state, present(null, { now: began }));
    expect(totals.find(({ state }) => state === 'active')?.seconds).toBe(0);
  });
});
