import * as z from 'zod';
import type { Tool } from './tool.ts';
import { isList, isReading, membersOf, requestParts } from './toolRoute.ts';

/** JSON Schema of the arguments of a tool. */
export interface ToolSchema {
  readonly [key: string]: unknown;
  readonly type: 'object';
  readonly properties: Record<string, JsonSchema>;
  readonly required: string[];
  readonly additionalProperties: false;
}
type JsonSchema = { [key: string]: boolean | number | string | null | JsonSchema | JsonSchema[] };

/** Rows a list gives where nobody says how many. */
export const usualRows = 50;
export const mostRows = 500;

const idempotencyKey: JsonSchema = {
  type: 'string',
  pattern: '^[A-Za-z0-9_.:-]{1,128}$',
  description:
    'A name you choose for this call. Sent again with the same key and arguments, it happens once; use a new key for a new call.',
};

const listArguments: Record<string, JsonSchema> = {
  limit: {
    type: 'integer',
    minimum: 1,
    maximum: mostRows,
    description: `Rows at most (default ${usualRows}).`,
  },
  offset: { type: 'integer', minimum: 0, description: 'Rows to leave out from the beginning.' },
};

/** What a tool takes, as a model is told: the parts of its route, flat. */
export function toolSchema(tool: Tool): ToolSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const part of requestParts)
    for (const [name, member] of Object.entries(membersOf(tool, part))) {
      const description = Object.hasOwn(tool.takes, name) ? tool.takes[name] : undefined;
      if (description === undefined) continue;
      properties[name] = { ...jsonSchema(member), description };
      if (name !== tool.acting && !member.safeParse(undefined).success) required.push(name);
    }
  for (const [name, description] of Object.entries(tool.chooses ?? {}))
    properties[name] = { type: 'string', description };
  if (isList(tool)) Object.assign(properties, listArguments);
  if (!isReading(tool)) properties['idempotency_key'] = idempotencyKey;
  return { type: 'object', properties, required, additionalProperties: false };
}

function jsonSchema(member: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(member, { io: 'input', unrepresentable: 'any' });
  return rest as JsonSchema;
}
