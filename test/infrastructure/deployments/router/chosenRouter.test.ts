import { beforeEach, describe, expect, it } from 'vitest';
import {
  ChosenRouter,
  type SelectableRouter,
} from '../../../../server/infrastructure/deployments/router/chosenRouter.ts';
import type { RouterName } from '../../../../server/protocol/configuration/routerConfiguration.ts';
import { plainRoute } from './routerGround.ts';

const sentence = 'there is no haproxy on this machine';
let choice: RouterName;
let missing: string | null;
let running: Set<string>;
let done: string[];
let problems: (string | null)[];
let chosen: ChosenRouter;

/** A router that only remembers what it is asked for. */
function remembering(name: RouterName): SelectableRouter {
  return {
    problem: async () => (name === 'haproxy' ? missing : null),
    prepare: async () => {
      done.push(`${name} prepared`);
    },
    isRunning: async () => running.has(name),
    apply: async (routes) => {
      done.push(`${name} ${routes.length}`);
      if (routes.length > 0) running.add(name);
      else running.delete(name);
      return routes.map(({ id }) => ({ id, problem: null, upstreams: [] }));
    },
    traffic: async () => [...running].map((id) => ({ id, problem: null, upstreams: [] })),
  };
}

beforeEach(() => {
  [choice, missing, running, done, problems] = ['embedded', null, new Set(), [], []];
  chosen = new ChosenRouter({
    choice: () => choice,
    routers: { embedded: remembering('embedded'), haproxy: remembering('haproxy') },
    onProblem: (problem) => problems.push(problem),
  });
});

describe('the router that swarm.json names', () => {
  it('takes over once the one before has opened its ports to it', async () => {
    await chosen.apply([await plainRoute()]);
    choice = 'haproxy';
    await chosen.apply([await plainRoute()]);
    await chosen.apply([await plainRoute()]);
    expect(done).toEqual(['embedded 1', 'haproxy prepared', 'embedded 0', 'haproxy 1', 'haproxy 1']);
  });

  it('leaves requests to the one before where it cannot run, says so, and never stands in for it', async () => {
    await chosen.apply([await plainRoute()]);
    [choice, missing] = ['haproxy', sentence];
    for (let time = 0; time < 2; time++)
      await expect(chosen.apply([await plainRoute()])).rejects.toThrow(sentence);
    expect(done).toEqual(['embedded 1']);
    expect(problems).toEqual([sentence]);
    missing = null;
    await chosen.apply([await plainRoute()]);
    expect(done).toEqual(['embedded 1', 'haproxy prepared', 'embedded 0', 'haproxy 1']);
    expect(problems).toEqual([sentence, null]);
  });

  it('is told of before anything is live, and nothing is left running without routes', async () => {
    [choice, missing] = ['haproxy', sentence];
    running.add('embedded');
    expect(await chosen.apply([])).toEqual([]);
    expect([...running]).toEqual([]);
    expect(problems).toEqual([sentence]);
  });
});
