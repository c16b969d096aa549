import { expect, it } from 'vitest';
import { statusJsonSchema } from '../../scripts/statusJsonSchema.ts';
import { fieldOf } from '../../server/analysis/agentStatus/statusFields.ts';

it('the schema of status files describes every name that is understood, and suggests the usual ones', () => {
  const { properties } = statusJsonSchema() as {
    properties: Record<string, { description: string; doNotSuggest?: boolean }>;
  };
  const names = Object.entries(properties);
  expect(names.length).toBeGreaterThan(30);
  for (const [name, { description, doNotSuggest = false }] of names) {
    expect(description).toMatch(/\.$/);
    expect(doNotSuggest).toBe(fieldOf(name)?.rank !== 0);
  }
});
