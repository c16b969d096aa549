import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type AccessRole, accessRole, reaches } from '../../../../server/protocol/accessRole.ts';
import type { Route } from '../../../../server/protocol/routes/route.ts';
import { type RouteName, routes } from '../../../../server/protocol/routes/routes.ts';
import { TestApi } from '../testApi.ts';

let api: TestApi;
beforeAll(async () => {
  const roleOf = (token: string) => accessRole.options.find((role) => token === `token-of-${role}`);
  api = await TestApi.start({
    server: {
      callerOf: (token) => {
        const role = roleOf(token);
        return role === undefined ? undefined : { person: 'Agent-3', role };
      },
    },
  });
  api.rows.set('service', 'service', {
    version: '1.0.0',
    pid: 1,
    repository: '/r',
    base: null,
    activeDays: 30,
    configuration: [],
    configurationFrom: null,
    windows: 0,
  });
});
afterAll(() => api[Symbol.asyncDispose]());

async function ask(role: AccessRole, { method, path }: Pick<Route, 'method' | 'path'>, body = {}) {
  const url = api.address + path.replace(/:([a-z]+)/g, (_, name) => (name === 'agent' ? 'Agent-3' : '1'));
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer token-of-${role}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as { code?: string; detail?: string };
  return { status: response.status, code: answer.code, detail: answer.detail };
}

const all: readonly Route[] = Object.values(routes) as unknown as Route[];
const streams = ['/v1/openapi.json'].map((path) => ({ method: 'GET', path, role: 'viewer' }) as const);

describe.each(accessRole.options)('a token with the role %s', (role) => {
  it('reaches every route of its role and of those before it, and no other', async () => {
    const wrong: string[] = [];
    for (const route of [...all, ...streams]) {
      const { code } = await ask(role, route);
      if ((code === 'not-allowed') === reaches(role, route.role)) wrong.push(`${route.method} ${route.path}`);
    }
    expect(wrong).toEqual([]);
  });
});

it('whoever may look may look at everything', () => {
  expect(all.filter(({ method, role }) => method === 'GET' && role !== 'viewer')).toEqual([]);
});

it('what reaches beyond a name takes a captain', () => {
  const names = Object.entries(routes).flatMap(([name, { role }]) => (role === 'captain' ? [name] : []));
  expect(names.toSorted()).toEqual([
    'approveCheck',
    'approveCommand',
    'createToken',
    'revokeToken',
    'shutdown',
  ]);
});

describe('an agent', () => {
  /** What an agent may send that says who acts, valid but for the name. */
  const named = {
    claimTask: (agent: string) => ({ agent }),
    takeLease: (holder: string) => ({ holder, kind: 'paths', subject: 'a.ts' }),
    renewLease: (holder: string) => ({ holder }),
    releaseLease: (holder: string) => ({ holder }),
    checkLeases: (agent: string) => ({ agent, paths: [] }),
    sendMessage: (from: string) => ({ from, to: { all: true }, subject: 'x' }),
    acknowledgeMessage: (agent: string) => ({ agent }),
  } satisfies Partial<Record<RouteName, (name: string) => object>>;

  it.each(Object.entries(named))('is nobody else in the body of %s', async (name, body) => {
    const route = routes[name as keyof typeof named];
    expect((await ask('agent', route, body('Agent-3'))).code).toBe('not-found');
    expect((await ask('agent', route, body('Agent-4'))).detail).toContain('and not as Agent-4');
    expect((await ask('operator', route, body('Agent-4'))).code).toBe('not-found');
  });

  it('is looked at wherever a body says who acts', () => {
    const saying = Object.entries(routes).flatMap(([name, route]) => {
      const { role, body } = route as unknown as Route;
      const keys = body instanceof z.ZodObject ? Object.keys(body.shape) : [];
      return role === 'agent' && keys.some((key) => /^(agent|holder|from|assignee)$/.test(key)) ? [name] : [];
    });
    expect(saying.toSorted()).toEqual(Object.keys(named).toSorted());
  });

  it('acts as itself alone, in the path too', async () => {
    const path = '/v1/agents/Agent-4/heartbeats';
    expect(await ask('agent', { method: 'POST', path })).toMatchObject({
      status: 403,
      code: 'not-allowed',
      detail: 'This token is of the agent Agent-3, which acts as itself alone and not as Agent-4.',
    });
    expect((await ask('operator', { method: 'POST', path })).code).toBe('not-found');
  });
});
