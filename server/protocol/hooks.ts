import * as z from 'zod';

export const hookName = z.enum(['pre-push', 'reference-transaction']);
export type HookName = z.infer<typeof hookName>;

/** The git hooks that hold plain git to the protection of branches. */
export const hookStatusSchema = z.object({
  /** Folder that git runs hooks from. */
  folder: z.string(),
  hooks: z.array(
    z.object({
      name: hookName,
      /** `outdated`: installed by another version, or the program it calls has moved; `replaced`: another program has overwritten it. */
      state: z.enum(['absent', 'installed', 'outdated', 'replaced']),
      /** A hook that was there before and is run as well. */
      chained: z.boolean(),
    }),
  ),
});
export type HookStatus = z.infer<typeof hookStatusSchema>;
