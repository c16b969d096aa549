import * as z from 'zod';

/** Team, environment and slot names: they become parts of URLs, folders and stream names, so they stay plain. */
export const plainName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    'use lower-case letters, digits and hyphens, at most 63, starting with a letter or digit',
  );

/** Agent and contract ids as real repositories write them (`Agent-3`, `contract_12`, `v2.1`). */
export const identifier = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'use letters, digits, dot, hyphen and underscore, at most 64, starting with a letter or digit',
  );

/** Who acts: shown in the history, never interpreted. */
export const actorName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._@:/-]{0,99}$/u, 'use letters, digits and . _ @ : / -, at most 100');

/** A sentence a person wrote: printable, bounded, on one line. */
export const reason = z
  .string()
  .trim()
  .min(1, 'say why in a few words')
  .max(500)
  .refine((text) => !/\p{Cc}/u.test(text), 'control characters are not allowed');

/** ISO 8601 in UTC, milliseconds: `2026-11-21T08:00:00.000Z`. */
export const timestamp = z.iso.datetime();

/** A full object id of git (SHA-1 or SHA-256). */
export const objectId = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

/** A revision as a person types it: a branch, a tag or a commit. Git's own check follows; this keeps options out. */
export const revision = z
  .string()
  .min(1)
  .max(250)
  .regex(/^[^\s\p{Cc}~^:?*[\\-][^\s\p{Cc}~^:?*[\\]*$/u, 'name a branch, a tag or a commit');
