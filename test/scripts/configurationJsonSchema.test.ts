import { expect, it } from 'vitest';
import { configurationJsonSchema } from '../../scripts/configurationJsonSchema.ts';

interface Node {
  properties: Record<string, Node>;
  additionalProperties: Node;
  items?: Node;
  description?: string;
}

it('describes what can be completed, down into teams and environments', () => {
  const schema = configurationJsonSchema() as Node;
  expect(Object.keys(schema.properties)).toContain('heavyImports');
  const team = schema.properties['teams']?.additionalProperties;
  expect(team?.properties['branchPrefix']?.description).toMatch(/belong to the team/);
  expect(team?.properties['conflictPolicy']?.description).toMatch(/"manual-review" puts it out/);
  const rule = schema.properties['branches']?.properties['protection']?.items;
  expect(Object.keys(rule?.properties ?? {})).toEqual(
    expect.arrayContaining([
      'pattern',
      'create',
      'push',
      'merge',
      'delete',
      'requiredGates',
      'linearHistory',
    ]),
  );
  const limits = schema.properties['v2']?.properties['limits'];
  expect(limits?.properties['file']?.description).toMatch(/default 300/);
});

it('leaves refusals to the language server, so that no mistake is underlined twice', () => {
  const text = JSON.stringify(configurationJsonSchema());
  expect(text).not.toMatch(/"additionalProperties":false|"required":\[|"pattern":"|"minimum":-?\d|"maxItems"/);
});
