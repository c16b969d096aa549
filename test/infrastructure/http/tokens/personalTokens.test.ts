import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoggedCommandStore } from '../../../../server/infrastructure/events/commandStore.ts';
import { PersonalTokens } from '../../../../server/infrastructure/http/tokens/personalTokens.ts';
import { tokenHash, withoutTokens } from '../../../../server/infrastructure/http/tokens/tokenSecret.ts';
import { TemporaryLog } from '../../events/temporaryLog.ts';

let temporary: TemporaryLog;
let commands: LoggedCommandStore;
let now: number;
let tokens: PersonalTokens;
const meta = { actor: 'owner' };
const operator = { role: 'operator' } as const;
const day = 86_400_000;

beforeEach(async () => {
  temporary = new TemporaryLog();
  commands = await temporary.store();
  now = Date.parse('2026-11-21T12:00:00Z');
  tokens = new PersonalTokens(commands, () => now);
});
afterEach(async () => {
  await commands.close();
  await temporary[Symbol.asyncDispose]();
});

const events = async () => JSON.stringify(await temporary.log.read(0, 1000));

describe('a personal token', () => {
  it('gives its name, has 256 random bits, and only its SHA-256 is kept', async () => {
    const { token, id } = await tokens.create({ ...operator, name: 'ada' }, meta);
    expect(token).toMatch(/^swarm_pt_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
    expect(Buffer.from(token.slice(-43), 'base64url')).toHaveLength(32);
    expect(tokens.callerOf(token)).toEqual({ person: 'ada', role: 'operator' });
    expect(await events()).toContain(tokenHash(token));
    expect(await events()).not.toContain(token.slice(-43));
    expect(tokens.list()).toMatchObject([
      { id, name: 'ada', createdBy: 'owner', state: 'active', expiresAt: null },
    ]);
    expect(JSON.stringify(tokens.list())).not.toContain(token.slice(-43));
  });

  it('is none where a character is missing, added or another, and with the secret of another', async () => {
    const [ada, bob] = [
      await tokens.create({ ...operator, name: 'ada' }, meta),
      await tokens.create({ ...operator, name: 'bob' }, meta),
    ];
    const last = ada.token.at(-1) === 'A' ? 'B' : 'A';
    const almost = [
      ...[0, 1, 9, 20, 40].map((length) => ada.token.slice(0, length)),
      ada.token.slice(0, -1),
      `${ada.token.slice(0, -1)}${last}`,
      `${ada.token}A`,
      ` ${ada.token}`,
      ada.token.toUpperCase(),
      `${ada.token}\n`,
      ada.token.slice(-43),
      tokenHash(ada.token),
      `swarm_pt_${ada.id}_${tokenHash(ada.token).slice(0, 43)}`,
      `swarm_pt_${ada.id}_${bob.token.slice(-43)}`,
      `swarm_pt_${'0'.repeat(12)}_${ada.token.slice(-43)}`,
      `swarm_pt_${'0'.repeat(12)}_${'A'.repeat(43)}`,
    ];
    for (const token of almost) expect(tokens.callerOf(token), token).toBeUndefined();
  });

  it('is over when it is revoked, at once', async () => {
    const { token, id } = await tokens.create({ ...operator, name: 'ada' }, meta);
    expect(await tokens.revoke(id, meta)).toMatchObject({ state: 'revoked' });
    expect(() => tokens.callerOf(token)).toThrow('This personal token of ada is revoked; ask for a new one.');
    await tokens.revoke(id, meta);
    expect((await temporary.log.read(0, 100)).map(({ type }) => type)).toEqual([
      'token.created',
      'token.revoked',
    ]);
    await expect(tokens.revoke('0'.repeat(12), meta)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('that was seen to expire stays so where the clock is put back', async () => {
    const { token } = await tokens.create({ ...operator, name: 'ada', days: 1 }, meta);
    now += day - 1;
    expect(tokens.callerOf(token)).toEqual({ person: 'ada', role: 'operator' });
    now += 1;
    expect(() => tokens.callerOf(token)).toThrow('is expired');
    const recorded = Promise.withResolvers<void>();
    commands.onCommitted(({ type }) => type === 'token.expired' && recorded.resolve());
    await recorded.promise;
    now -= day;
    expect(() => tokens.callerOf(token)).toThrow('is expired');
    expect(tokens.list()).toMatchObject([{ state: 'expired' }]);
  });

  it('is told once: a request that is sent again makes no other and learns no secret', async () => {
    const again = { ...meta, idempotency: { key: 'k', requestHash: 'h' } };
    await tokens.create({ ...operator, name: 'ada' }, again);
    await expect(tokens.create({ ...operator, name: 'ada' }, again)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(tokens.list()).toHaveLength(1);
  });

  it.each(['Ada', 'ADA', 'a.d.a', 'áda', 'swarm', 'Swarm'])(
    'is not made for %s, who could be taken for somebody else',
    async (name) => {
      await tokens.create({ ...operator, name: 'ada' }, meta);
      await tokens.create({ ...operator, name: 'ada' }, meta);
      await expect(tokens.create({ ...operator, name }, meta)).rejects.toMatchObject({ code: 'conflict' });
    },
  );
});

it('texts lose their tokens, also cut off ones', async () => {
  const { token } = await tokens.create({ ...operator, name: 'ada' }, meta);
  expect(withoutTokens(`{"a":"${token}","b":"${token}x"}`)).toBe('{"a":"[redacted]","b":"[redacted]"}');
  expect(withoutTokens(`cut ${token.slice(0, 40)}`)).toBe('cut [redacted]');
});
