import * as z from 'zod';

/** What a token lets its holder do; each role may all that those before it may. */
export const accessRole = z.enum(['viewer', 'agent', 'operator', 'captain']);
export type AccessRole = z.infer<typeof accessRole>;

/** Whether a role may what takes at least another. */
export function reaches(role: AccessRole, least: AccessRole): boolean {
  return accessRole.options.indexOf(role) >= accessRole.options.indexOf(least);
}
