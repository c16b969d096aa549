import * as z from 'zod';
import { plainName } from '../names.ts';
import { roleEntry } from './roleEntry.ts';

const who = z.array(roleEntry).max(100).optional();

function allowed(what: string) {
  return who.meta({
    description: `Who may ${what}: "everyone" (default), "lead" or "members" of the branch's team, "lead:<team>", "team:<team>", or names of people and agents. An empty list allows nobody.`,
    examples: [['lead', 'team:platform']],
  });
}

/** A rule of `branches.protection`. */
export const protectionRuleSchema = z.strictObject({
  pattern: z
    .string()
    .min(1)
    .max(250)
    .regex(/^[^\s\p{Cc}\\]+$/u, 'use a branch name or a glob such as release/*')
    .meta({
      description:
        'Branches the rule is about: a name or a glob. * stands for a part between slashes, ** for any number of parts.',
      examples: ['main', 'release/*', 'feature/**'],
    }),
  create: allowed('create or restore such a branch'),
  push: allowed('move such a branch without the merge queue: by a push, a commit or a sync'),
  merge: allowed('enqueue a branch for such a target; "lead" and "members" are those of the merged branch'),
  delete: allowed('delete such a branch'),
  requiredGates: z
    .array(plainName)
    .max(50)
    .default([])
    .meta({
      description:
        'Checks of the merge queue, by name, that every result has to pass. Such a branch moves through the merge queue alone.',
      examples: [['test']],
    }),
  linearHistory: z.boolean().default(false).meta({
    description: 'Whether merge commits are refused: branches land by the policy "squash" or "rebase".',
  }),
});
export type ProtectionRule = z.infer<typeof protectionRuleSchema>;

/** `branches` of swarm.json. */
export const branchesSchema = z.strictObject({
  worktrees: z
    .string()
    .max(1000)
    .regex(/^[^\p{Cc}]+$/u, 'use a path without control characters')
    .optional()
    .meta({
      description:
        'Folder for the work trees of branches, relative to the main work tree (default: ../<repository>-worktrees).',
    }),
  activeDays: z.number().min(1).max(3650).default(30).meta({
    description:
      'Age of the last commit up to which a branch is active: active branches that are not merged are compared with each other for conflicts.',
  }),
  protection: z.array(protectionRuleSchema).max(100).default([]).meta({
    description:
      'Rules for branches by the pattern of their names. Every rule whose pattern matches has to allow what is done. In force is what the base has committed.',
  }),
  remote: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'use the name of a remote, e.g. origin')
    .default('origin')
    .meta({ description: 'The remote that is fetched from and pushed to, by its name in git.' }),
  fetchBeforeSync: z.boolean().default(false).meta({
    description:
      "Whether a sync fetches first, and syncs with what the base's upstream has where that is newer.",
  }),
});
