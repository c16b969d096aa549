import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../server/configuration/parseConfiguration.ts';

const team = { branchPrefix: 'w' };
const slots = { web: ['a'], api: ['b'] };

function problems(environments: object): string[] {
  const text = JSON.stringify({ teams: { web: team, api: team }, environments });
  return parseConfiguration(text).problems.map(({ message }) => message);
}

describe('the ports and instances of an environment', () => {
  it('may be stated for teams that have slots there', () => {
    expect(problems({ staging: { slots, ports: { web: 8081, api: 8082 } } })).toEqual([]);
  });

  it('are not those of another team or environment', () => {
    const environments = {
      staging: { slots, ports: { web: 8081, api: 8081 } },
      production: { slots, ports: { web: 8081 } },
    };
    const message = expect.stringContaining('port 8081 is that of staging/web already');
    expect(problems(environments)).toEqual([message, message]);
  });

  it('are for slots that are there, and are what they say', () => {
    expect(problems({ staging: { slots: { web: ['a'] }, ports: { api: 1 } } })).toEqual([
      expect.stringContaining('team "api" has no slots here'),
    ]);
    expect(problems({ staging: { slots: { web: ['a'] }, instances: { web: 2, api: 3 } } })).toEqual([
      expect.stringContaining('team "api" has no slots here'),
    ]);
    expect(problems({ staging: { slots, instances: { web: 21 } } })).toHaveLength(1);
    expect(problems({ staging: { slots, ports: { web: 0 } } })).toHaveLength(1);
    expect(problems({ staging: { slots, previewHeader: 'X Slot' } })).toEqual([
      expect.stringContaining('use the name of a header in lower case'),
    ]);
  });
});
