import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgentHistory,
  agentSubject,
  effectiveState,
} from '../../../server/infrastructure/agents/agentSubject.ts';
import { decideTransition } from '../../../server/infrastructure/agents/decideTransition.ts';
import { lifecycle } from '../../../server/infrastructure/agents/lifecycle.ts';
import type { Versioned } from '../../../server/infrastructure/events/subject.ts';
import { type AgentState, agentState } from '../../../server/protocol/agents.ts';

const documented = [
  'start→active',
  'active→process',
  'active→blocked',
  'active→complete',
  'process→active',
  'blocked→active',
  'complete→end',
  'end→start',
];

/** Decides and folds as the store does. */
function transition(
  before: Versioned<AgentHistory>,
  to: AgentState,
  reported: AgentState | null,
): Versioned<AgentHistory> {
  let after = before;
  for (const draft of decideTransition(before, reported, { to, reason: 'because' })) {
    const version = after.version + 1;
    const event = {
      ...draft,
      seq: version,
      version,
      stream: 'agent/x',
      actor: 'ada',
      time: '2026-11-21T08:00:00.000Z',
      hash: '',
    };
    after = { state: agentSubject.evolve(after.state, event), version };
  }
  return after;
}

const unknown: Versioned<AgentHistory> = { state: agentSubject.initial, version: 0 };

describe('the lifecycle', () => {
  it('is the documented one', () => {
    const allowed = Object.entries(lifecycle).flatMap(([from, states]) =>
      states.map((to) => `${from}→${to}`),
    );
    expect(allowed).toEqual(documented);
  });

  it('lets an agent go nowhere but along the table, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...agentState.options), { maxLength: 30 }), (asked) => {
        let now = unknown;
        for (const to of asked) {
          const from = effectiveState(now.state, null);
          const allowed = documented.includes(`${from}→${to}`);
          if (allowed) now = transition(now, to, null);
          else
            expect(() => transition(now, to, null)).toThrow(`An agent that is ${from} cannot become ${to}`);
          expect(effectiveState(now.state, null)).toBe(allowed ? to : from);
        }
      }),
    );
  });

  it('refuses with the allowed states, and with conflict where the agent has moved on', () => {
    expect(() => decideTransition(unknown, 'active', { to: 'end' })).toThrow(
      expect.objectContaining({
        code: 'invalid-transition',
        message: 'An agent that is active cannot become end; it can become process, blocked or complete.',
        data: { from: 'active', to: 'end', allowed: ['process', 'blocked', 'complete'] },
      }),
    );
    expect(() =>
      decideTransition({ ...unknown, version: 3 }, null, { to: 'active', expectedVersion: 2 }),
    ).toThrow(
      expect.objectContaining({
        code: 'conflict',
        data: { version: 3, state: 'start', allowed: ['active'] },
      }),
    );
  });
});

describe('the state of an agent', () => {
  it('is what its file reports until somebody moves it', () => {
    expect(effectiveState(unknown.state, 'process')).toBe('process');
    expect(effectiveState(unknown.state, null)).toBe('start');
  });

  it('stays as it was moved while the file repeats itself or says nothing, and follows the file when that changes', () => {
    const { state } = transition(unknown, 'blocked', 'active');
    expect(effectiveState(state, 'active')).toBe('blocked');
    expect(effectiveState(state, null)).toBe('blocked');
    expect(effectiveState(state, 'process')).toBe('process');
  });
});
