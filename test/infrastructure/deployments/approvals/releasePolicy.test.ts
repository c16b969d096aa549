import { describe, expect, it } from 'vitest';
import { deployment, releasePolicy } from './policyGround.ts';

const slots = { web: ['blue', 'green'] };
const monday = new Date('2026-11-23T12:00:00Z');
const window = { days: ['mon'], from: '22:00', to: '04:00', timeZone: 'Europe/Berlin' };
const freeze = { from: '2026-11-23', until: '2026-11-24', reason: 'audit', timeZone: 'UTC' };
const approvals = { approvers: ['lead'] };
const given = { by: 'ada', at: '2026-11-23T11:00:00.000Z', comment: null, verified: false };
const request = { environment: 'production', team: 'web', slot: null };

const policyWith = (rules: object) => releasePolicy({ production: { slots, ...rules } });

describe('a deployment waits', () => {
  it('for what is missing, in one sentence, and says when that is next different', async () => {
    const policy = policyWith({ approvals, windows: [window], freezes: [freeze] });
    expect(await policy.judge(deployment(), monday)).toEqual({
      waitsFor:
        'needs 1 approval by lead; frozen until Wed 00:00 UTC (for 2 d): audit; opens Mon 22:00 Europe/Berlin (in 9 h)',
      nextChange: new Date('2026-11-23T21:00:00Z'),
      approvals: { required: 1, approvers: ['lead'], expiresAt: null, enough: false },
    });
  });

  it('no longer once it is approved inside a window; as soon as the approval expires it does again', async () => {
    const policy = policyWith({ approvals: { ...approvals, expiresMinutes: 720 }, windows: [window] });
    const approved = deployment({ approvals: [given] });
    expect(await policy.judge(approved, new Date('2026-11-23T22:00:00Z'))).toEqual({
      waitsFor: null,
      nextChange: new Date('2026-11-23T23:00:00Z'),
      approvals: { required: 1, approvers: ['lead'], expiresAt: '2026-11-23T23:00:00.000Z', enough: true },
    });
    const expired = await policy.judge(approved, new Date('2026-11-23T23:00:00Z'));
    expect(expired.waitsFor).toBe('needs 1 approval by lead');
  });

  it('again for an approval that was seen to be expired, also where the clock is put back', async () => {
    const policy = policyWith({ approvals: { ...approvals, expiresMinutes: 60 } });
    const judged = async (time: string, more: object[] = []) =>
      (
        await policy.judge(
          deployment({ approvals: [given, ...more] as (typeof given)[] }),
          new Date(`2026-11-23T${time}Z`),
        )
      ).waitsFor;
    expect(await judged('11:59:00')).toBeNull();
    expect(await judged('12:00:00')).toBe('needs 1 approval by lead');
    expect(await judged('11:30:00')).toBe('needs 1 approval by lead');
    expect(await judged('11:30:00', [{ ...given, at: '2026-11-23T11:29:00.000Z' }])).toBeNull();
  });

  it('for no window and no freeze where they are bypassed or it goes back, but for the approval', async () => {
    const policy = policyWith({ approvals, windows: [window], freezes: [freeze] });
    const bypassed = await policy.judge(deployment({ bypassed: true }), monday);
    expect(bypassed.waitsFor).toBe('needs 1 approval by lead');
    expect((await policy.judge(deployment({ rollback: true }), monday)).waitsFor).toBeNull();
    const strict = policyWith({ approvals: { ...approvals, rollback: true }, freezes: [freeze] });
    expect((await strict.judge(deployment({ rollback: true }), monday)).waitsFor).toBe(
      'needs 1 approval by lead',
    );
  });

  it('for nothing where the environment says nothing, or is not there', async () => {
    const nothing = { waitsFor: null, nextChange: null, approvals: null };
    expect(await policyWith({}).judge(deployment(), monday)).toEqual(nothing);
    expect(await policyWith({}).judge(deployment({ environment: 'constructor' }), monday)).toEqual(nothing);
  });
});

describe('an environment is guarded', () => {
  it.each([
    [{}, false],
    [{ approvals: {} }, true],
    [{ windows: [window] }, true],
    [{ freezes: [freeze] }, true],
    [{ gates: { required: ['unit'] } }, true],
    [{ gates: { advisory: ['unit'] } }, false],
  ])('%j: %s', async (rules, guarded) => {
    expect(await policyWith(rules).guards('production')).toBe(guarded);
    expect(await policyWith(rules).guards('elsewhere')).toBe(false);
  });

  it('also on the way back only where it says so', async () => {
    expect(await policyWith({ approvals: {} }).guardsRollback('production')).toBe(false);
    expect(await policyWith({ approvals: { rollback: true } }).guardsRollback('production')).toBe(true);
  });
});

describe('an approval is refused', () => {
  const policy = policyWith({ approvals: { approvers: ['lead', 'zoe', 'agent-1'], verified: true } });
  const plain = policyWith({ approvals: { approvers: ['lead', 'zoe', 'agent-1'] } });
  const approve = (actor: string, more = {}, verified = true) =>
    policy.mayApprove(deployment(more), { actor, verified });

  it('of one’s own, by whatever spelling', async () => {
    await expect(approve('agent-1')).rejects.toMatchObject({
      code: 'not-allowed',
      message:
        'agent-1 cannot approve deployment 12, which agent-1 asked for: somebody else has to (lead, zoe, agent-1).',
    });
    await expect(approve('zoe', { requestedBy: 'Zoe' })).rejects.toThrow('zoe cannot approve deployment 12');
  });

  it('of who is no approver, naming the rule and where it stands', async () => {
    await expect(approve('bob')).rejects.toThrow(
      'bob may not approve deployments of web to production: environments.production.approvals of swarm.json on main allows only lead, zoe, agent-1.',
    );
    // Whoever is let in is let in by the exact name.
    await expect(approve('Zoe')).rejects.toThrow('Zoe may not approve');
  });

  it('without a personal token where the rules want one', async () => {
    await expect(approve('zoe', {}, false)).rejects.toThrow('swarm tokens create "zoe"');
    await expect(approve('zoe')).resolves.toBeUndefined();
    await expect(plain.mayApprove(deployment(), { actor: 'zoe' })).resolves.toBeUndefined();
  });

  it('twice by one, until the first has expired', async () => {
    const now = new Date().toISOString();
    const once = { ...given, verified: true };
    await expect(approve('ada', { approvals: [{ ...once, at: now }] })).rejects.toThrow(
      'ada has approved deployment 12 already.',
    );
    await expect(
      approve('ada', { approvals: [{ ...once, at: '2020-01-01T00:00:00.000Z' }] }),
    ).resolves.toBeUndefined();
  });

  it('where none is asked for', async () => {
    await expect(policyWith({}).mayApprove(deployment(), { actor: 'zoe' })).rejects.toThrow(
      'Deployments to production need no approval.',
    );
  });
});

describe('gates, windows and freezes are passed over', () => {
  it('by who is named, and proven where approvals have to be', async () => {
    const policy = policyWith({ bypass: ['lead:ai'] });
    await expect(policy.mayBypass(request, { actor: 'bob' })).resolves.toBeUndefined();
    await expect(policy.mayBypass(request, { actor: 'ada' })).rejects.toMatchObject({
      code: 'not-allowed',
      message:
        'ada may not pass over gates, windows and freezes: environments.production.bypass of swarm.json on main allows only lead:ai.',
    });
    await expect(policy.mayClose(request, { actor: 'bob' })).resolves.toBeUndefined();
    await expect(policy.mayClose(request, { actor: 'ada' })).rejects.toThrow(
      'ada may not close the address of',
    );
    const strict = policyWith({ bypass: ['lead:ai'], approvals: { verified: true } });
    await expect(strict.mayBypass(request, { actor: 'bob' })).rejects.toThrow('personal token');
    await expect(strict.mayBypass(request, { actor: 'bob', verified: true })).resolves.toBeUndefined();
  });

  it('by nobody where nobody is named', async () => {
    await expect(policyWith({}).mayBypass(request, { actor: 'ada' })).rejects.toThrow('allows nobody');
  });
});

it('where approvals need proof, who asks has to be proven as well', async () => {
  const strict = policyWith({ approvals: { verified: true } });
  const ask = (verified: boolean, rollback = false) =>
    strict.refuseUnproven('production', rollback, { actor: 'ada', verified });
  await expect(ask(false)).rejects.toThrow('production takes this only with a personal token');
  await expect(ask(true)).resolves.toBeUndefined();
  await expect(ask(false, true)).resolves.toBeUndefined();
  await expect(
    policyWith({ approvals: {} }).refuseUnproven('production', false, { actor: 'ada' }),
  ).resolves.toBeUndefined();
});

describe('who acts on the slots of a team', () => {
  const policy = policyWith({});
  const may = (actor: string, of = policy) => of.mayRequest(request, { actor });

  it.each(['ada', 'agent-1', 'zoe', 'swarm'])('%s may: of the team, or of none', async (actor) => {
    await expect(may(actor)).resolves.toBeUndefined();
  });

  it.each(['bob', 'agent-2', 'Agent-2', 'AGENT 2', 'agent2', 'agent-2.', 'bøb'.replace('ø', 'o')])(
    '%s may not: of another team, however the name is written',
    async (actor) => {
      await expect(may(actor)).rejects.toMatchObject({
        code: 'not-allowed',
        message: expect.stringContaining('belongs to team ai and cannot act on the slots of web'),
      });
    },
  );

  it('who may bypass in the environment may', async () => {
    await expect(may('bob', policyWith({ bypass: ['lead:ai'] }))).resolves.toBeUndefined();
    await expect(may('agent-2', policyWith({ bypass: ['lead:ai'] }))).rejects.toThrow('belongs to team ai');
  });
});
