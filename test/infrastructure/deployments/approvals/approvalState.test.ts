import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ApprovalFacts,
  approvalState,
} from '../../../../server/infrastructure/deployments/approvals/approvalState.ts';
import type { GivenApproval } from '../../../../server/infrastructure/deployments/deploymentPolicy.ts';
import type { ApprovalRules } from '../../../../server/protocol/configuration/approvalConfiguration.ts';

const teams = {
  web: { lead: 'ada', members: ['agent-1', 'agent-2'] },
  ops: { lead: 'olga', members: ['otto'] },
} as unknown as ApprovalFacts['teams'];
const rules: ApprovalRules = {
  required: 1,
  approvers: ['lead', 'team:ops'],
  expiresMinutes: 60,
  rollback: false,
  verified: false,
};
const noon = '2026-11-21T12:00:00.000Z';

function given(by: string, at = noon, verified = false): GivenApproval {
  return { by, at, comment: null, verified };
}

function stateOf(
  approvals: readonly GivenApproval[],
  more: Partial<ApprovalRules> = {},
  now = noon,
  requestedBy = 'agent-1',
) {
  return approvalState(
    { rules: { ...rules, ...more }, teams, team: 'web', requestedBy, given: approvals },
    new Date(now),
  );
}

const counts = (...asked: Parameters<typeof stateOf>) => stateOf(...asked).counted.map(({ by }) => by);

describe('an approval counts', () => {
  it('of those whom the rules mean, for the team of the deployment', () => {
    const all = ['ada', 'agent-2', 'olga', 'otto', 'zoe'].map((by) => given(by));
    expect(counts(all).toSorted()).toEqual(['ada', 'olga', 'otto']);
    expect(stateOf(all).enough).toBe(true);
    expect(stateOf([given('zoe')])).toMatchObject({
      enough: false,
      sentence: 'needs 1 approval by lead, team:ops',
    });
  });

  it.each(['ada', 'Ada', 'ADA', 'ada ', 'a d-a.', 'áda', 'ａｄａ', 'ad\u{ff41}'])(
    'never of who asked for it: %j',
    (name) => {
      expect(counts([given(name)], { approvers: ['everyone'] }, noon, 'ada')).toEqual([]);
    },
  );

  it.each(['straße', 'STRASSE', 'strasse'])('never of who asked for it, also as %j', (name) => {
    expect(counts([given(name)], { approvers: ['everyone'] }, noon, 'Straße')).toEqual([]);
  });

  it('once of each person, however the name is written', () => {
    const twice = [given('zoe'), given('Zoe'), given('z.o.e')];
    expect(stateOf(twice, { approvers: ['everyone'], required: 2 })).toMatchObject({
      enough: false,
      sentence: 'needs 1 more approval by anybody but agent-1; given by z.o.e',
    });
  });

  it('until it expires, and again when it is given again', () => {
    const one = [given('ada')];
    expect(stateOf(one, {}, '2026-11-21T12:59:59.999Z')).toMatchObject({
      enough: true,
      expiresAt: new Date('2026-11-21T13:00:00Z'),
      nextChange: new Date('2026-11-21T13:00:00Z'),
    });
    expect(stateOf(one, {}, '2026-11-21T13:00:00.000Z').enough).toBe(false);
    expect(
      counts([...one, given('ada', '2026-11-21T14:00:00.000Z')], {}, '2026-11-21T14:30:00.000Z'),
    ).toEqual(['ada']);
  });

  it('with several: there are enough until the one that makes them too few expires', () => {
    const three = [
      given('ada'),
      given('olga', '2026-11-21T12:10:00.000Z'),
      given('otto', '2026-11-21T12:20:00.000Z'),
    ];
    expect(stateOf(three, { required: 2 }, '2026-11-21T12:30:00.000Z')).toMatchObject({
      enough: true,
      expiresAt: new Date('2026-11-21T13:10:00Z'),
      nextChange: new Date('2026-11-21T13:00:00Z'),
    });
  });

  it('not while its time has not come because the clock was put back', () => {
    const later = [given('ada', '2026-11-22T12:00:00.000Z')];
    expect(stateOf(later)).toMatchObject({ enough: false, nextChange: new Date('2026-11-22T11:59:00Z') });
    expect(stateOf([given('ada', '2026-11-21T12:00:30.000Z')]).enough).toBe(true);
  });

  it('only where it is proven, if the rules say so', () => {
    expect(stateOf([given('ada')], { verified: true })).toMatchObject({
      enough: false,
      sentence: 'needs 1 approval by lead, team:ops, with a personal token',
    });
    expect(stateOf([given('ada', noon, true)], { verified: true }).enough).toBe(true);
  });
});

it('that nobody can give is said', () => {
  expect(stateOf([], { approvers: ['lead'] }, noon, 'ada').sentence).toBe(
    'needs 1 approval by lead; besides ada, who asked for it, nobody may approve: approvals.approvers in swarm.json has to name more',
  );
  expect(stateOf([], { approvers: ['lead', 'zoe'], required: 2 }, noon, 'ada').sentence).toContain(
    'besides ada, who asked for it, only 1 may approve',
  );
  expect(stateOf([], { approvers: ['team:nowhere'] }).sentence).toContain('nobody may approve');
});

it('more approvals never count for less, and never more than there are people', () => {
  const approval = fc.record({
    by: fc.constantFrom('ada', 'ADA', 'olga', 'otto', 'zoe', 'agent-1', 'Agent-1', 'agent-2'),
    minutes: fc.integer({ min: -200, max: 200 }),
    verified: fc.boolean(),
  });
  const asked = fc.record({
    required: fc.integer({ min: 1, max: 4 }),
    approvers: fc.subarray(['everyone', 'lead', 'members', 'team:ops', 'zoe'], { minLength: 1 }),
    verified: fc.boolean(),
  });
  void fc.assert(
    fc.property(asked, fc.array(approval, { maxLength: 8 }), approval, (more, some, another) => {
      const made = [...some, another].map(({ by, minutes, verified }) =>
        given(by, new Date(Date.parse(noon) + minutes * 60_000).toISOString(), verified),
      );
      const [fewer, all] = [stateOf(made.slice(0, -1), more), stateOf(made, more)];
      expect(all.counted.length).toBeGreaterThanOrEqual(fewer.counted.length);
      expect(all.counted.length).toBeLessThanOrEqual(5);
      expect(all.counted.some(({ by }) => by.toLowerCase() === 'agent-1')).toBe(false);
      expect(all.enough).toBe(all.counted.length >= more.required);
      if (all.enough) expect(all.expiresAt?.getTime()).toBeGreaterThan(Date.parse(noon));
    }),
  );
});
