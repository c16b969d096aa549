import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '../../../server/protocol/problem.ts';
import { routes } from '../../../server/protocol/routes/routes.ts';
import { type RawRequest, rawBytes, rawRequest } from './rawRequest.ts';
import { TestApi } from './testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start({ server: { origins: ['https://listed.example'] } });
});
afterAll(() => api[Symbol.asyncDispose]());

async function codeOf(request: RawRequest): Promise<[number, string]> {
  const answer = await rawRequest(api.port, request);
  if (answer.status < 300) return [answer.status, 'ok'];
  expect(answer.headers['content-type']).toContain('application/problem+json');
  const problem = problemSchema.parse(JSON.parse(answer.text));
  expect(problem.status).toBe(answer.status);
  return [answer.status, problem.code];
}

const everyRoute = [
  ...Object.values(routes).map(({ method, path }) => ({ method, path: path.replace(/:[a-z]+/g, 'x') })),
  ...['/v1/events', '/v1/openapi.json', '/metrics', '/', '/v1/unknown', '/%zz', '/v1/agents/'].map(
    (path) => ({
      method: 'GET',
      path,
    }),
  ),
  { method: 'DELETE', path: '/v1/agents' },
  { method: 'OPTIONS', path: '/v1/agents' },
  { method: 'HEAD', path: '/v1/snapshot' },
];

describe('without the right token', () => {
  it.each(everyRoute)('$method $path is refused', async ({ method, path }) => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: `Basic ${api.token}` }]) {
      const answer = await rawRequest(api.port, {
        method,
        path,
        headers,
        body: method === 'POST' ? '{}' : '',
      });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
  });

  it('a token in the query or of almost the right text is refused', async () => {
    const almost = [
      `Bearer ${api.token} `,
      `Bearer ${api.token}x`,
      `Bearer ${api.token.slice(0, -1)}`,
      'Bearer ',
      '',
    ];
    for (const authorization of almost.map((value) =>
      value.trimEnd().concat(value.endsWith(' ') ? '\u00a0' : ''),
    ))
      expect(await codeOf({ path: '/v1/agents', headers: { authorization } })).toEqual([401, 'unauthorized']);
    expect(await codeOf({ path: `/v1/agents?token=${api.token}` })).toEqual([401, 'unauthorized']);
  });
});

describe('a Host header', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('of %s with our port passes', async (name) => {
    const headers = { ...api.authorized, host: `${name}:${api.port}` };
    expect(await codeOf({ path: '/v1/agents', headers })).toEqual([200, 'ok']);
  });

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.',
    '127.0.0.1.',
    '[::1].',
    '::1',
    '0.0.0.0',
    '[::]',
    '127.1',
    '2130706433',
    'user@127.0.0.1',
  ])('of %s is refused, on any route and with the token', async (name) => {
    for (const path of ['/v1/agents', '/v1/events', '/metrics', '/nothing', '/%zz']) {
      const headers = { ...api.authorized, host: `${name}:${api.port}` };
      expect(await codeOf({ path, headers })).toEqual([403, 'foreign-host']);
    }
  });

  it('with another port, without one, empty or missing is refused', async () => {
    for (const host of [`127.0.0.1:${api.port + 1}`, '127.0.0.1', 'localhost'])
      expect(await codeOf({ path: '/v1/agents', headers: { ...api.authorized, host } })).toEqual([
        403,
        'foreign-host',
      ]);
    const start = `GET /v1/agents HTTP/1.1\r\nAuthorization: Bearer ${api.token}\r\nConnection: close\r\n`;
    for (const host of ['', 'Host:\r\n', 'Host: \r\n'])
      expect(await rawBytes(api.port, `${start}${host}\r\n`)).toMatch(
        /^HTTP\/1\.1 403 .*"code":"foreign-host"/s,
      );
  });
});

describe('an Origin header', () => {
  it.each(['https://evil.example', 'null', 'http://localhost', 'vscode-webview://x', ''])(
    '"%s" is refused although the token is right',
    async (origin) => {
      const headers = { ...api.authorized, host: `127.0.0.1:${api.port}`, origin };
      expect(await codeOf({ path: '/v1/agents', headers })).toEqual([403, 'foreign-origin']);
    },
  );

  it('on the list passes', async () => {
    const headers = { ...api.authorized, origin: 'https://listed.example' };
    expect(await codeOf({ path: '/v1/agents', headers })).toEqual([200, 'ok']);
  });
});

describe('the service log', () => {
  it('never holds the token, a header or a body', async () => {
    const secret = 'canary-body-4711';
    const headers = {
      ...api.authorized,
      'content-type': 'application/json',
      cookie: secret,
      'swarm-actor': secret,
    };
    const path = `/v1/contracts/${secret}/credits?x=${secret}`;
    for (const body of [JSON.stringify({ agent: secret, points: 1, reason: secret }), `{"${secret}`])
      await rawRequest(api.port, { method: 'POST', path, headers, body });
    await rawRequest(api.port, { path: `/${secret}`, headers });
    expect(api.logLines.length).toBeGreaterThan(2);
    expect(api.logLines.join('')).not.toContain('canary');
  });
});
