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

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly additionalProperties?: Described;
  readonly items?: Described;
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
}

/** Paths of the settings that nothing is said of. */
function undescribed(schema: Described, path: string): string[] {
  const { properties = {}, additionalProperties, items, anyOf = [], oneOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => [
      ...(inner.description === undefined ? [`${path}.${name}`] : []),
      ...undescribed(inner, `${path}.${name}`),
    ]),
    ...(additionalProperties ? undescribed(additionalProperties, `${path}.*`) : []),
    ...(items ? undescribed(items, `${path}[]`) : []),
    ...[...anyOf, ...oneOf].flatMap((choice) => undescribed(choice, path)),
  ];
}

it('says of every setting of teams and environments what it does', () => {
  const { properties } = configurationJsonSchema() as Node;
  const paths = ['teams', 'environments'].flatMap((name) => undescribed(properties[name] as Described, name));
  // What a check or a report is called says it, and each choice has a sentence of its own.
  expect(paths.filter((path) => !path.endsWith('.type') && !path.includes('mergeQueue'))).toEqual([]);
});

it('leaves refusals to the language server, so that no mistake is underlined twice', () => {
  const text = JSON.stringify(configurationJsonSchema());
  expect(text).not.toMatch(
    /"additionalProperties":false|"required":\[|"pattern":"|"minimum":-?\d|"maxItems"/,
  );
});
