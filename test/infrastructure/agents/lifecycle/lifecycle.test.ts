import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveState } from '../../../../server/infrastructure/agents/lifecycle/agentSubject.ts';
import { decideTransition } from '../../../../server/infrastructure/agents/lifecycle/decideTransition.ts';
import {
  lifecyclesOf,
  standardLifecycle,
} from '../../../../server/infrastructure/agents/lifecycle/lifecycle.ts';
import { asked, present, reports, unknown } from './foldedAgent.ts';

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
const states = [...standardLifecycle.states.keys()];

describe('the standard lifecycle', () => {
  it('is the documented one', () => {
    const allowed = [...standardLifecycle.states].flatMap(([from, { next }]) =>
      next.map((to) => `${from}→${to}`),
    );
    expect(allowed).toEqual(documented);
  });

  it('lets an agent go nowhere but along the table, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { maxLength: 30 }), (way) => {
        let now = unknown;
        for (const to of way) {
          const from = effectiveState(now.state, null, 'start');
          const allowed = documented.includes(`${from}→${to}`);
          if (allowed) now = asked(now, to);
          else expect(() => asked(now, to)).toThrow(`An agent that is ${from} cannot become ${to}`);
          expect(effectiveState(now.state, null, 'start')).toBe(allowed ? to : from);
        }
      }),
    );
  });

  it('refuses with the allowed states, and with conflict where the agent has moved on', () => {
    const reported = present('active');
    expect(() => decideTransition(unknown, reported, { to: 'end' })).toThrow(
      expect.objectContaining({
        code: 'invalid-transition',
        message: 'An agent that is active cannot become end; it can become process, blocked or complete.',
        data: { from: 'active', to: 'end', allowed: ['process', 'blocked', 'complete'] },
      }),
    );
    expect(() => decideTransition(unknown, reported, { to: 'reviewing' })).toThrow(
      'The lifecycle standard has no state reviewing; an agent that is active can become process, blocked or complete.',
    );
    expect(() =>
      decideTransition({ ...unknown, version: 3 }, present(null), { to: 'active', expectedVersion: 2 }),
    ).toThrow(
      expect.objectContaining({
        code: 'conflict',
        data: { version: 3, state: 'start', allowed: ['active'] },
      }),
    );
  });
});

describe('a lifecycle of swarm.json', () => {
  const review = {
    initial: 'queued',
    states: {
      queued: { means: 'idle', next: ['reviewing'] },
      reviewing: { means: 'working', next: ['queued', 'done'] },
      done: { means: 'ended', next: [] },
    },
  } as const;
  const mutable = structuredClone(review) as never;
  const lifecycle = lifecyclesOf({ lifecycles: { review: mutable } }).get('review') ?? standardLifecycle;

  it('is followed instead of the standard one, to its last state', () => {
    const done = asked(asked(unknown, 'reviewing', { lifecycle }), 'done', { lifecycle });
    expect(() => asked(done, 'queued', { lifecycle })).toThrow(
      'An agent that is done cannot become queued; done is its last state.',
    );
    expect(() => asked(unknown, 'active', { lifecycle })).toThrow('The lifecycle review has no state active');
  });

  it('that no longer has the state of an agent lets it go to any that it has', () => {
    const before = asked(unknown, 'active');
    expect(before.state.last).toMatchObject({
      machine: 'standard',
      definition: standardLifecycle.definition,
    });
    expect(() => asked(before, 'nowhere', { lifecycle })).toThrow(
      'an agent that is active can become queued, reviewing or done.',
    );
    const after = asked(before, 'done', { lifecycle });
    expect(after.state.last).toMatchObject({ from: 'active', to: 'done', machine: 'review' });
    expect(after.state.last?.definition).not.toBe(standardLifecycle.definition);
  });
});

describe('the state of an agent', () => {
  it('is what it reports until somebody moves it', () => {
    expect(effectiveState(unknown.state, 'process', 'start')).toBe('process');
    expect(effectiveState(unknown.state, null, 'start')).toBe('start');
  });

  it('stays as it was moved while the agent repeats itself or says nothing, and follows it when that changes', () => {
    const { state } = asked(unknown, 'blocked', { reported: 'active' });
    expect(effectiveState(state, 'active', 'start')).toBe('blocked');
    expect(effectiveState(state, null, 'start')).toBe('blocked');
    expect(effectiveState(state, 'process', 'start')).toBe('process');
  });

  it('follows an agent back to what it said first, once it has agreed in between', () => {
    const moved = asked(unknown, 'blocked', { reported: 'active' });
    const agreed = reports(moved, 'active', 'blocked');
    expect(agreed.state).toMatchObject({ count: 1, last: { to: 'blocked', reported: 'blocked' } });
    expect(effectiveState(agreed.state, 'active', 'start')).toBe('active');
    const back = reports(agreed, 'blocked', 'active');
    expect(back.state.last).toMatchObject({ from: 'blocked', to: 'active', source: 'report' });
  });

  it('is recorded when the agent says something else, and not when it says the same or nothing', () => {
    expect(reports(unknown, 'active', 'active')).toBe(unknown);
    expect(reports(unknown, 'active', null)).toBe(unknown);
    expect(reports(unknown, 'active', 'end').state.last).toMatchObject({ from: 'active', to: 'end' });
  });
});
