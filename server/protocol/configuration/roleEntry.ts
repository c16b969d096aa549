import * as z from 'zod';

/** Whom a rule means: everyone, people by their part in a team, or one person or agent by name. */
export const roleEntry = z
  .string()
  .max(100)
  .regex(
    /^(everyone|lead|members|(lead|team):[a-z0-9][a-z0-9-]{0,62}|[\p{L}\p{N}][\p{L}\p{N} ._@/-]*)$/u,
    'use everyone, lead, members, lead:<team>, team:<team>, or the name of a person or agent',
  );
