import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';
import { configurationSchema } from '../../../server/protocol/configuration/configuration.ts';

function problemsOf(agents: object): string[] {
  const { error } = configurationSchema.safeParse({ agents });
  return (error?.issues ?? []).map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`);
}

const working = { means: 'working', next: ['done'] };
const done = { means: 'ended' };
const lifecycle = (states: object, initial = 'busy') => ({ lifecycles: { own: { initial, states } } });

describe('a lifecycle in swarm.json', () => {
  it('may have any states from which work ends', () => {
    expect(problemsOf({ ...lifecycle({ busy: working, done }), lifecycle: 'own' })).toEqual([]);
  });

  it.each([
    [lifecycle({ busy: working, done }, 'idle'), 'initial: there is no state "idle" under "states"'],
    [lifecycle({ busy: working }), 'states.busy.next.0: there is no state "done" under "states"'],
    [
      lifecycle({ busy: working, done, lost: { means: 'idle', next: ['busy'] } }),
      'states.lost: no way leads from "busy" to this state',
    ],
    [
      lifecycle({ busy: { means: 'working' } }),
      'states.busy: nothing leads on from this state; say "next", or that it means "ended"',
    ],
    [
      lifecycle({ busy: { means: 'working', next: ['busy'] } }),
      'states.busy.next.0: a state does not lead to itself',
    ],
    [
      lifecycle({ busy: { means: 'working', next: ['done', 'done'] }, done }),
      'states.busy.next.1: "done" is stated twice',
    ],
  ])('says what is wrong with %j', (agents, problem) => {
    expect(problemsOf(agents)).toEqual([`lifecycles.own.${problem}`]);
  });

  it('has its problem shown at its place in the file', () => {
    const text =
      '{\n  "agents": {\n    "lifecycles": {\n      "own": {\n        "initial": "busy",\n        "states": { "busy": { "means": "working" } }\n      }\n    }\n  }\n}';
    expect(parseConfiguration(text).problems).toMatchObject([
      { range: { start: { line: 6 } }, message: expect.stringContaining('nothing leads on from this state') },
    ]);
  });

  it('is judged whatever its table is', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'constructor');
    const state = fc.record({
      means: fc.constantFrom('working', 'waiting', 'idle', 'ended'),
      next: fc.array(name, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.dictionary(name, state), name, (states, initial) => {
        const problems = problemsOf(lifecycle(states, initial));
        if (!Object.hasOwn(states, initial)) expect(problems).toHaveLength(1);
      }),
    );
  });
});

describe('what swarm.json says of agents', () => {
  it.each([
    [{ lifecycle: 'none' }, 'lifecycle: there is no lifecycle "none" under "agents.lifecycles"'],
    [
      { roles: { scout: { lifecycle: 'none' } } },
      'roles.scout.lifecycle: there is no lifecycle "none" under "agents.lifecycles"',
    ],
    [
      { roles: { scout: { staleAfterSeconds: 10 } } },
      'roles.scout: an agent is late before it is stale, and stale before it is dead',
    ],
    [{ phi: { late: 9 } }, 'phi: an agent is late before it is stale, and stale before it is dead'],
    [
      { roles: { scout: { agents: ['A'] }, judge: { agents: ['A'] } } },
      'roles.judge.agents.0: "A" has the role "scout" already',
    ],
  ])('must not contradict itself: %j', (agents, problem) => {
    expect(problemsOf(agents)).toEqual([problem]);
  });
});
