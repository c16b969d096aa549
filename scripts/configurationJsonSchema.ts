import * as z from 'zod';
import { configurationSchema } from '../server/protocol/configuration/configuration.ts';

/**
 * Left to the language server, which says what is wrong in a sentence: the editor's JSON support would underline the
 * same mistake a second time.
 */
const checkedByLanguageServer = [
  'additionalProperties',
  'propertyNames',
  'required',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
] as const;

interface SchemaNode {
  [keyword: string]: unknown;
}

/** The schema behind completion and hovers in `swarm.json`, from the one that validates it. */
export function configurationJsonSchema(): object {
  return z.toJSONSchema(configurationSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => leaveChecksToLanguageServer(jsonSchema as SchemaNode),
  });
}

function leaveChecksToLanguageServer(node: SchemaNode): void {
  for (const keyword of checkedByLanguageServer) {
    // A record keeps the schema of its values: completion inside a team needs it.
    if (keyword === 'additionalProperties' && typeof node[keyword] === 'object') continue;
    delete node[keyword];
  }
}
