import { type StatusField, statusFields } from '../server/analysis/agentStatus/statusFields.ts';

/**
 * The schema behind completion and hovers of names in the status files of agents. Types and values are left to the
 * language server: the editor's JSON support would underline and propose the same thing a second time.
 */
export function statusJsonSchema(): object {
  const fields: readonly StatusField[] = Object.values(statusFields);
  const properties = fields.flatMap(({ names, description, types }) =>
    names.map((name, index) => [
      name,
      {
        description: index === 0 ? description : `${description} Its usual name is \`${names[0]}\`.`,
        ...(index > 0 && { doNotSuggest: true }),
        ...(types[0] === 'array' && { default: [] }),
      },
    ]),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Status of an agent',
    description: 'What an agent says of itself, in a status.json of its workspace.',
    type: 'object',
    properties: Object.fromEntries(properties),
  };
}
