import * as z from 'zod';
import { configurationSchema } from '../protocol/configuration/configuration.ts';

/** The keys the schema of `swarm.json` knows for the object at a path; none where names are free. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const schema = path.reduce<unknown>(step, unwrapped(configurationSchema));
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function step(schema: unknown, key: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return unwrapped(schema.shape[String(key)]);
  if (schema instanceof z.ZodRecord) return unwrapped(schema.valueType);
  if (schema instanceof z.ZodArray) return unwrapped(schema.element);
  return undefined;
}

function unwrapped(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault || inner instanceof z.ZodOptional)
    inner = inner.unwrap();
  return inner;
}
