/** Which layers a layer may import, besides itself. The folders are the layers. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  'server/protocol': [],
  'server/analysis': [],
  'server/configuration': ['server/protocol', 'server/analysis'],
  'server/workspace': ['server/protocol', 'server/analysis', 'server/configuration'],
  'server/language': ['server/protocol', 'server/analysis', 'server/configuration', 'server/workspace'],
  'server/infrastructure': ['server/protocol', 'server/analysis', 'server/configuration', 'server/workspace'],
  'server/cli': [
    'server/protocol',
    'server/analysis',
    'server/configuration',
    'server/workspace',
    'server/language',
    'server/infrastructure',
  ],
  client: ['server/protocol'],
  scripts: ['server/protocol', 'server/analysis', 'server/cli'],
};

/** The layer of a path relative to the root; undefined outside all of them. */
export function layerOf(file: string): string | undefined {
  return Object.keys(layers).find((layer) => file.startsWith(`${layer}/`));
}
