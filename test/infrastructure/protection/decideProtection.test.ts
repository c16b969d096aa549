import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';
import {
  type BranchAct,
  type BranchAction,
  ruleObstacle,
} from '../../../server/infrastructure/protection/decideProtection.ts';
import { type Policy, policyOf } from '../../../server/infrastructure/protection/policy.ts';
import { pathObstacle } from '../../../server/infrastructure/protection/protectedPaths.ts';
import { rulesText } from './protectedRepository.ts';

function policy(rules: Parameters<typeof rulesText>[0]): Policy {
  const { configuration, problems, places } = parseConfiguration(rulesText(rules));
  if (!configuration) throw new Error(problems.map(({ message }) => message).join(' '));
  return policyOf({ configuration, places }, 'main', 'on main');
}

function act(action: BranchAction, branch: string, actor: string, more: Partial<BranchAct> = {}): BranchAct {
  return { action, branch, actor, mergeCommits: false, ...more };
}

const may = (rules: Policy, asked: BranchAct) => ruleObstacle(rules, asked) === undefined;

describe('who a rule means', () => {
  it.each([
    ['everyone', ['ada', 'agent-1', 'bob', 'zoe']],
    ['lead', ['ada']],
    ['members', ['ada', 'agent-1']],
    ['lead:beta', ['bob']],
    ['team:beta', ['bob']],
    ['team:nowhere', []],
    ['zoe', ['zoe']],
  ])('%s, for a branch of team alpha: %j', (entry, allowed) => {
    const rules = policy([{ pattern: 'feature/**', push: [entry] }]);
    const people = ['ada', 'agent-1', 'bob', 'zoe'];
    expect(people.filter((actor) => may(rules, act('push', 'feature/alpha-x', actor)))).toEqual(allowed);
  });

  it('of a merge are the people of the merged branch, and of a branch without a team those of any', () => {
    const rules = policy([{ pattern: 'main', merge: ['lead'], push: ['lead'] }]);
    expect(may(rules, act('merge', 'main', 'ada', { merged: 'feature/beta-x' }))).toBe(false);
    expect(may(rules, act('merge', 'main', 'bob', { merged: 'feature/beta-x' }))).toBe(true);
    expect(['ada', 'bob', 'zoe'].filter((actor) => may(rules, act('push', 'main', actor)))).toEqual([
      'ada',
      'bob',
    ]);
  });
});

describe('the patterns of rules', () => {
  it.each([
    ['main', 'main', true],
    ['main', 'feature/main', false],
    ['main', 'main/x', false],
    ['release/*', 'release/1', true],
    ['release/*', 'release/1/fix', false],
    ['release/**', 'release/1/fix', true],
    ['**', 'any/thing', true],
    ['{a,b}', 'b', true],
  ])('%s for %s: %s', (pattern, branch, matches) => {
    expect(may(policy([{ pattern, delete: [] }]), act('delete', branch, 'ada'))).toBe(!matches);
  });

  it('all count: each rule that matches has to allow it', () => {
    const rules = policy([
      { pattern: '**', push: ['ada', 'bob'] },
      { pattern: 'x', push: ['bob', 'zoe'] },
    ]);
    expect(['ada', 'bob', 'zoe'].filter((actor) => may(rules, act('push', 'x', actor)))).toEqual(['bob']);
  });
});

describe('required checks', () => {
  const rules = policy([{ pattern: 'main', requiredGates: ['test'] }]);

  it('keep a branch to the merge queue, and let a remote follow it', () => {
    expect(ruleObstacle(rules, act('push', 'main', 'ada'))).toEqual({
      message:
        'main moves through the merge queue alone, because rule "main" (line 5 of swarm.json on main) requires the check test. Use `swarm branches enqueue`.',
      pattern: 'main',
      line: 5,
    });
    expect(may(rules, act('push', 'main', 'ada', { follows: true }))).toBe(true);
  });

  it('have to be among those that the queue runs', () => {
    expect(may(rules, act('merge', 'main', 'ada', { checks: ['lint'] }))).toBe(false);
    expect(may(rules, act('merge', 'main', 'ada', { checks: ['lint', 'test'] }))).toBe(true);
  });
});

it('without rules everything is allowed; a rule never allows what another refuses', () => {
  const action = fc.constantFrom<BranchAction>('create', 'push', 'merge', 'delete');
  const who = fc.array(fc.constantFrom('everyone', 'lead', 'members', 'team:beta', 'ada', 'zoe'), {
    maxLength: 3,
  });
  const rule = fc.record({
    pattern: fc.constantFrom('main', '**', 'f/*'),
    create: who,
    push: who,
    merge: who,
    delete: who,
  });
  const branch = fc.constantFrom('main', 'f/x', 'feature/alpha-x');
  const actor = fc.constantFrom('ada', 'bob', 'zoe', 'agent-1');
  void fc.assert(
    fc.property(
      action,
      fc.array(rule, { maxLength: 3 }),
      rule,
      branch,
      actor,
      (asked, some, more, name, by) => {
        const one = act(asked, name, by);
        expect(may(policy([]), one)).toBe(true);
        if (!may(policy(some), one)) expect(may(policy([...some, more]), one)).toBe(false);
      },
    ),
    { numRuns: 100 },
  );
});

it('a hostile pattern of many wildcards is refused by swarm.json in bounded time', () => {
  const pattern = `${'**/a'.repeat(20)}b`;
  const { configuration, problems } = parseConfiguration(rulesText([{ pattern, push: [] }]));
  expect(configuration).toBeUndefined();
  expect(problems[0]).toMatchObject({
    range: { start: { line: 5 } },
    message: "'pattern': it has too many wildcards, braces or brackets: write several globs.",
  });
});

it('protected paths say nothing of the team itself, and name at most three files', () => {
  const files = ['beta/1', 'beta/2', 'beta/3', 'beta/4', 'other'];
  const incoming = { what: 'x', actor: 'zoe', files };
  expect(pathObstacle(policy([]), { ...incoming, team: 'beta' })).toBeUndefined();
  expect(pathObstacle(policy([]), { ...incoming, team: null, actor: 'agent-2' })).toBeUndefined();
  expect(pathObstacle(policy([]), { ...incoming, team: 'alpha' })).toContain(
    'beta/1, beta/2, beta/3 and 1 more,',
  );
});
