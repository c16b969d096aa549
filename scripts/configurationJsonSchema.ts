import * as z from 'zod';
import { configurationSchema } from '../server/protocol/configuration.ts';

/** The schema behind completion and hovers in `swarm.json`, from the one that validates it. */
export function configurationJsonSchema(): object {
  return z.toJSONSchema(configurationSchema, { io: 'input', target: 'draft-7' });
}
