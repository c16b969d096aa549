import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Problem, problemSchema } from '../../../server/protocol/problem.ts';
import { agentRow } from '../../agentRow.ts';
import { rawBytes, rawRequest } from './rawRequest.ts';
import { TestApi } from './testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api[Symbol.asyncDispose]());

const credit = { agent: 'Agent-1', points: 1, reason: 'done' };

function send(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${api.address}${path}`, { ...init, headers: { ...api.authorized, ...init.headers } });
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const content = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return send(path, {
    method: 'POST',
    body: content as string,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

describe('a list', () => {
  it('is sent as it lies ready, and not again to who has it', async () => {
    api.rows.set('agents', 'Agent-1', agentRow('Agent-1'));
    const first = await send('/v1/agents');
    expect(await first.json()).toEqual([agentRow('Agent-1')]);
    const etag = first.headers.get('etag') ?? '';
    for (const known of [etag, `"x", W/${etag}`, '*'])
      expect((await send('/v1/agents', { headers: { 'if-none-match': known } })).status).toBe(304);
    api.rows.set('agents', 'Agent-1', agentRow('Agent-1', { health: 'late' }));
    expect((await send('/v1/agents', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('takes no query it does not know', async () => {
    const problem = await problemOf(await send('/v1/agents?limit=1'));
    expect(problem).toMatchObject({ code: 'invalid-request', status: 400 });
    expect(problem.detail).toContain('limit');
  });

  it('is refused in a sentence that repeats no sign which turns the direction of reading', async () => {
    const problem = await problemOf(await send(`/v1/agents?${encodeURIComponent('a\u202eb\u001b')}=1`));
    expect(problem.detail).toContain('a\ufffdb\ufffd');
    expect(JSON.stringify([problem.detail, problem.issues])).not.toMatch(/\u202e|u001b/);
  });
});

describe('a mutation', () => {
  it('answers after its event is in the log, with its actor', async () => {
    const response = await post('/v1/contracts/c-1/credits', credit, { 'swarm-actor': 'Captain Agent-4' });
    expect([response.status, (await response.json()).credited]).toEqual([201, 1]);
    const events = await (await send('/v1/history?stream=counter/c-1')).json();
    expect(events).toMatchObject([{ stream: 'counter/c-1', version: 1, actor: 'Captain Agent-4' }]);
  });

  it("is the owner's where nobody is named", async () => {
    await post('/v1/contracts/c-owner/credits', credit);
    expect(await (await send('/v1/history?stream=counter/c-owner')).json()).toMatchObject([
      { actor: 'owner' },
    ]);
  });

  it('sent twice under one key happens once; another request under it is refused', async () => {
    const key = { 'idempotency-key': 'k-1' };
    for (let time = 0; time < 2; time += 1)
      expect((await (await post('/v1/contracts/c-2/credits', credit, key)).json()).credited).toBe(1);
    const other = await post('/v1/contracts/c-2/credits', { ...credit, points: 2 }, key);
    expect((await problemOf(other)).code).toBe('idempotency-key-reused');
  });

  it('refused by its decision says why and changes nothing', async () => {
    const before = api.log.lastSeq;
    const problem = await problemOf(await post('/v1/contracts/c-3/credits', { ...credit, points: 5000 }));
    expect(problem).toMatchObject({ code: 'over-budget', status: 409, detail: '0 + 5000 is more than 1000' });
    expect(api.log.lastSeq).toBe(before);
  });
});

describe('bad input changes nothing and is named:', () => {
  const path = '/v1/contracts/c-9/credits';
  const cases: [string, () => Promise<Response>, number, string, string][] = [
    ['unknown member', () => post(path, { ...credit, extra: 1 }), 400, 'invalid-request', 'extra'],
    ['wrong type', () => post(path, { ...credit, points: 'x' }), 400, 'invalid-request', 'points'],
    ['empty body', () => post(path, ''), 400, 'invalid-request', 'agent'],
    [
      'hostile parameter',
      () => post('/v1/contracts/..%2f..%2fx/credits', credit),
      400,
      'invalid-request',
      'contract',
    ],
    ['bad JSON', () => post(path, '{\n "a": }'), 400, 'malformed-json', 'line 2, column 7'],
    ['trailing comma', () => post(path, '{"a":1,}'), 400, 'malformed-json', 'line 1, column 8'],
    ['raw control character', () => post(path, '{"a":"\t"}'), 400, 'malformed-json', 'invalid character'],
    ['deep nesting', () => post(path, '['.repeat(200_000)), 400, 'malformed-json', 'not JSON'],
    ['no UTF-8', () => post(path, new Uint8Array([0x22, 0xff, 0x22])), 400, 'malformed-json', 'UTF-8'],
    ['10 MB', () => post(path, `{"a":"${'x'.repeat(10_000_000)}"}`), 413, 'body-too-large', '1 MB'],
    [
      'text',
      () => post(path, '{}', { 'content-type': 'text/plain' }),
      415,
      'unsupported-media-type',
      'application/json',
    ],
    [
      'JSON-like type',
      () => post(path, '{}', { 'content-type': 'application/jsonx' }),
      415,
      'unsupported-media-type',
      '',
    ],
    [
      'no type and no body',
      () => send('/v1/shutdown', { method: 'POST' }),
      415,
      'unsupported-media-type',
      '',
    ],
    [
      'bad key',
      () => post(path, credit, { 'idempotency-key': 'a b' }),
      400,
      'invalid-request',
      'idempotency-key',
    ],
    ['bad actor', () => post(path, credit, { 'swarm-actor': '<x>' }), 400, 'invalid-request', 'swarm-actor'],
    [
      'the service',
      () => post(path, credit, { 'swarm-actor': 'swarm' }),
      400,
      'invalid-request',
      'swarm-actor',
    ],
    [
      'unknown path',
      () => post('/v1/nothing', 'x', { 'content-type': 'text/plain' }),
      404,
      'not-found',
      'openapi',
    ],
    ['unknown path with 10 MB', () => post('/v1/nothing', 'x'.repeat(10_000_000)), 404, 'not-found', ''],
    ['undecodable path', () => send('/%zz'), 400, 'invalid-request', 'path'],
    [
      'a name in the path that is too long',
      () => post(`/v1/contracts/${'x'.repeat(200)}/credits`, credit),
      400,
      'invalid-request',
      'longer',
    ],
    ['bad query number', () => send('/v1/history?after=-1'), 400, 'invalid-request', 'after'],
  ];
  it.each(cases)('%s', async (_, ask, status, code, word) => {
    const before = api.log.lastSeq;
    const problem = await problemOf(await ask());
    expect(problem).toMatchObject({ status, code });
    expect(problem.detail).toContain(word);
    expect(api.log.lastSeq).toBe(before);
  });

  it('a wrong method, with those that are right', async () => {
    for (const [method, path, allow] of [
      ['DELETE', '/v1/agents', 'GET, HEAD'],
      ['PUT', '/v1/branches', 'GET, HEAD, POST'],
      ['GET', '/v1/shutdown', 'POST'],
      ['POST', '/metrics', 'GET, HEAD'],
      ['HEAD', '/v1/events', 'GET'],
    ] as const) {
      const answer = await rawRequest(api.port, {
        method,
        path,
        headers: { ...api.authorized, 'content-length': '1' },
        body: 'x',
      });
      expect([answer.status, answer.headers.allow]).toEqual([405, allow]);
    }
  });

  it('what is no HTTP', async () => {
    const answer = await rawBytes(api.port, 'HELO there\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json.*"code":"invalid-request"/s);
  });
});

describe('the server', () => {
  it('says nothing of a defect but an id that stands in its log', async () => {
    const handlers = {
      shutdown: () => {
        throw new Error('the inside');
      },
    };
    await using broken = await TestApi.start({ handlers });
    const answer = await rawRequest(broken.port, {
      method: 'POST',
      path: '/v1/shutdown',
      headers: { ...broken.authorized, 'content-type': 'application/json' },
    });
    const problem = problemSchema.parse(JSON.parse(answer.text));
    expect([problem.status, problem.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toMatch(/the inside|\.ts|at /);
    expect(broken.logLines.join('')).toContain(String(problem.data?.['id']));
  });

  it('does not send an answer that is not as described', async () => {
    await using broken = await TestApi.start({
      handlers: { shutdown: () => ({ stopping: false }) as never },
    });
    const headers = { ...broken.authorized, 'content-type': 'application/json' };
    const answer = await rawRequest(broken.port, { method: 'POST', path: '/v1/shutdown', headers });
    expect(answer.status).toBe(500);
  });

  it('refuses while it stops', async () => {
    await using stopping = await TestApi.start();
    stopping.isStopping = true;
    const answer = await rawRequest(stopping.port, { path: '/v1/agents', headers: stopping.authorized });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([503, 'shutting-down']);
  });

  it('ends a client that does not finish its request', async () => {
    await using slow = await TestApi.start({ server: { timeouts: { headers: 50, request: 100 } } });
    const socket = connect(slow.port, '127.0.0.1');
    socket.write('GET /v1/agents HTTP/1.1\r\nHost: x\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 .*"status":408/s);
  });

  it('serves its metrics by route, never by path', async () => {
    await send('/v1/agents');
    await send('/v1/secret-path');
    const metrics = await (await send('/metrics')).text();
    expect(metrics).toMatch(
      /swarm_http_request_duration_seconds_count\{method="GET",route="\/v1\/agents",status="200"\} \d/,
    );
    expect(metrics).toContain('route="unmatched",status="404"');
    expect(metrics).not.toContain('secret-path');
    expect(metrics).toContain('process_resident_memory_bytes');
  });
});
