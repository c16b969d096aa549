import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { callApi } from '../../../../server/protocol/apiClient.ts';
import type { PersonalToken } from '../../../../server/protocol/tokens.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { rawRequest } from '../rawRequest.ts';

let example: ExampleRepository;
let service: RunningService;
let ada: PersonalToken & { token: string };
let bob: PersonalToken & { token: string };

beforeAll(async () => {
  example = await makeRepository();
  await example.commit('a.txt', 'one\n');
  service = await startService({ repository: example.folder, startSubjects });
  ada = await callApi(service, 'createToken', { body: { name: 'ada', days: 30 } });
  bob = await callApi(service, 'createToken', { body: { name: 'bob' } });
});
afterAll(async () => {
  await service.stop();
  await example.remove();
});

const as = (token: string, actor?: string) => ({
  address: service.address,
  token,
  ...(actor === undefined ? {} : { actor }),
});
const credit = (contract: string) => ({
  params: { contract },
  body: { agent: 'Agent-1', points: 1, reason: 'x' },
});

async function make(id: string): Promise<void> {
  await callApi(service, 'createContract', { body: { id, title: id, total: 10 } });
}

async function actorsOf(contract: string): Promise<string[]> {
  const found = await callApi(service, 'history', { query: { limit: 1000, stream: `contract/${contract}` } });
  return found.slice(1).map(({ actor }) => actor);
}

/** Sends a request with exactly these headers. */
function post(url: string, headers: Record<string, string | string[]>, body: object = {}) {
  const { port } = new URL(service.address);
  const json = { 'content-type': 'application/json', ...headers };
  return rawRequest(Number(port), { method: 'POST', path: url, headers: json, body: JSON.stringify(body) });
}

describe('a request with a personal token', () => {
  it('acts as its name, whatever it says; one with the token of the service file as who it says', async () => {
    await make('names');
    await callApi(as(ada.token, 'bob'), 'creditPoints', credit('names'));
    await callApi(as(ada.token), 'creditPoints', credit('names'));
    await callApi(as(service.token, 'zoe'), 'creditPoints', credit('names'));
    expect(await actorsOf('names')).toEqual(['ada', 'ada', 'zoe']);
  });

  it('acts as its name with headers twice, in capitals, odd or beside another token', async () => {
    await make('headers');
    const { body } = credit('headers');
    const attempts: Record<string, string | string[]>[] = [
      { authorization: `Bearer ${ada.token}`, 'swarm-actor': ['bob', 'zoe'] },
      { authorization: `bearer ${ada.token}`, 'SWARM-ACTOR': 'bob' },
      { authorization: `Bearer ${ada.token}`, 'swarm-actor': '<no name>' },
      { Authorization: `Bearer ${ada.token}`, 'x-swarm-actor': 'bob', swarm_actor: 'bob' },
    ];
    for (const headers of attempts)
      expect((await post('/v1/contracts/headers/credits', headers, body)).status).toBe(201);
    expect(await actorsOf('headers')).toEqual(['ada', 'ada', 'ada', 'ada']);
    for (const authorization of [
      `Bearer ${ada.token}, Bearer ${service.token}`,
      `Bearer ${ada.token} ${bob.token}`,
      `Bearer  ${ada.token}`,
      `Basic ${ada.token}`,
      `Bearer ${ada.token.slice(0, -1)}`,
    ])
      expect((await post('/v1/contracts/headers/credits', { authorization }, body)).status).toBe(401);
  });

  it('is a repetition of its own requests alone, whatever key another has used', async () => {
    await make('keys');
    const { body } = credit('keys');
    const send = (token: string) =>
      post(
        '/v1/contracts/keys/credits',
        { authorization: `Bearer ${token}`, 'idempotency-key': 'same' },
        body,
      );
    expect((await send(ada.token)).status).toBe(201);
    expect((await send(ada.token)).status).toBe(201);
    expect((await send(bob.token)).status).toBe(201);
    expect((await send(bob.token)).status).toBe(201);
    expect((await send(service.token)).status).toBe(201);
    const named = {
      authorization: `Bearer ${service.token}`,
      'swarm-actor': 'ada',
      'idempotency-key': 'same',
    };
    expect((await post('/v1/contracts/keys/credits', named, body)).status).toBe(422);
    expect(await actorsOf('keys')).toEqual(['ada', 'bob', expect.not.stringMatching(/^(ada|bob)$/)]);
  });

  it('reaches no other token, lets no program run and does not stop the service', async () => {
    const hash = '0'.repeat(64);
    const beyond = [
      () => callApi(as(ada.token), 'createToken', { body: { name: 'eve' } }),
      () => callApi(as(ada.token), 'revokeToken', { params: { token: bob.id } }),
      () => callApi(as(ada.token), 'approveCommand', { body: { team: 'web', hash } }),
      () => callApi(as(ada.token), 'approveCheck', { body: { hash } }),
      () => callApi(as(ada.token), 'shutdown'),
    ];
    for (const attempt of beyond)
      await expect(attempt()).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    expect(await callApi(as(ada.token), 'tokens')).toHaveLength(2);
    const denied = await callApi(service, 'history', { query: { stream: 'access/ada' } });
    expect(denied.map(({ type, actor, data }) => [type, actor, data['route'], data['count']])).toEqual(
      ['tokens', 'tokens/:token/revoke', 'approvals', 'queue/checks', 'shutdown'].map((path) => [
        'access.denied',
        'ada',
        `POST /v1/${path}`,
        1,
      ]),
    );
  });

  it('that is revoked, and one that nobody made, leave a denial with what is known of who asked', async () => {
    const { token, id } = await callApi(service, 'createToken', { body: { name: 'mallory' } });
    await callApi(service, 'revokeToken', { params: { token: id } });
    const wrong = `${token.slice(0, 22)}${'A'.repeat(43)}`;
    for (const bad of [token, wrong]) await post('/v1/tokens', { authorization: `Bearer ${bad}` });
    for (const who of ['mallory', '(unknown)']) {
      const query = { stream: `access/${who}`, limit: 1000 };
      const denied = await callApi(service, 'history', { query });
      expect(denied.at(-1)?.data).toMatchObject({ route: 'POST /v1/tokens', code: 'unauthorized' });
    }
  });

  it('passes no guard of web pages and foreign hosts', async () => {
    const authorization = `Bearer ${ada.token}`;
    expect((await post('/v1/tokens', { authorization, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post('/v1/tokens', { authorization, host: 'evil.example' })).status).toBe(403);
  });
});

it('the secret is in no row, event, log, file or error', async () => {
  const secret = ada.token.slice(-43);
  for (const url of [`/v1/${ada.token}`, `/v1/agents/${ada.token}/heartbeats?x=${ada.token}`])
    await post(url, { authorization: `Bearer ${ada.token}`, cookie: ada.token }, { x: ada.token });
  const answers = await Promise.all([
    callApi(service, 'tokens'),
    callApi(service, 'snapshot'),
    callApi(service, 'history', { query: { limit: 1000 } }),
    callApi(as(`${ada.token}x`), 'tokens').catch((error: unknown) => String(error)),
  ]);
  expect(JSON.stringify(answers)).not.toContain(secret);
  const entries = await readdir(service.stateFolder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile()))
    expect(await readFile(path.join(entry.parentPath, entry.name), 'latin1')).not.toContain(secret);
});

it('what is followed with a token ends when it is revoked, and nobody else’s', async () => {
  const eve = await callApi(service, 'createToken', { body: { name: 'eve' } });
  const follow = (token: string) =>
    fetch(`${service.address}/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  const [hers, others] = await Promise.all([follow(eve.token), follow(ada.token)]);
  const ended = hers.text().then(
    () => 'ended',
    () => 'ended',
  );
  await callApi(service, 'revokeToken', { params: { token: eve.id } });
  expect(await ended).toBe('ended');
  expect((await follow(eve.token)).status).toBe(401);
  const reader = others.body?.getReader();
  await callApi(service, 'createContract', { body: { id: 'after', title: 'after', total: 1 } });
  let seen = '';
  while (!seen.includes('contract/after')) seen += new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
});

it('a token works after a restart of the service, and a revoked one does not', async () => {
  await callApi(service, 'revokeToken', { params: { token: bob.id } });
  await service.stop();
  service = await startService({ repository: example.folder, startSubjects });
  expect(await callApi(as(ada.token), 'tokens')).toMatchObject([
    { name: 'ada', state: 'active' },
    { name: 'bob', state: 'revoked' },
    { name: 'mallory', state: 'revoked' },
    { name: 'eve', state: 'revoked' },
  ]);
  await expect(callApi(as(bob.token), 'tokens')).rejects.toMatchObject({
    problem: { code: 'unauthorized', detail: 'This personal token of bob is revoked; ask for a new one.' },
  });
});
