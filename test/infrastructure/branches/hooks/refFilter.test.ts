import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../../server/configuration/parseConfiguration.ts';
import { filterLines } from '../../../../server/infrastructure/branches/hooks/refFilter.ts';
import { policyOf } from '../../../../server/infrastructure/protection/policy.ts';
import { defaultConfiguration } from '../../../../server/protocol/configuration/configuration.ts';
import { rulesText } from '../../protection/protectedRepository.ts';

describe('what the hooks let through without a look', () => {
  it('is what no rule can mean: names stand as they are, patterns up to their first wildcard', () => {
    const rules = ['main', 'release/*', 'v[12]/x', '{a,b}'].map((pattern) => ({ pattern, push: [] }));
    const { configuration = defaultConfiguration(), places } = parseConfiguration(rulesText(rules));
    const policy = policyOf({ configuration, places }, 'main', 'on main');
    expect(filterLines([policy, policy], 'abc')).toEqual(['=main', '^release/', '^v', '^', '@main abc']);
  });

  it('is nothing where the rules are those of a work tree, which may change unseen', () => {
    const located = { configuration: defaultConfiguration(), places: new Map() };
    expect(filterLines([policyOf(located, 'main', 'in the work tree')], undefined)).toEqual(['^']);
  });
});
