import type { CommandGroup } from '../../command.ts';

/** What can be done with branches: one file for each. */
export const group: CommandGroup = {
  name: 'branches',
  summary: 'List, compare and combine the branches of teams',
  commands: [
    {
      name: 'list',
      summary: 'List team branches and whether they conflict with the base',
      load: async () => (await import('./list.ts')).command,
    },
    {
      name: 'conflicts',
      summary: 'Show which active branches would conflict with each other or with the base',
      load: async () => (await import('./conflicts.ts')).command,
    },
    {
      name: 'create',
      summary: "Create a branch from a team's template or by name, with a work tree on request",
      load: async () => (await import('./create.ts')).command,
    },
    {
      name: 'sync',
      summary: 'Bring branches up to date with the base, without a work tree',
      load: async () => (await import('./sync.ts')).command,
    },
    {
      name: 'plan',
      summary: 'Tell in which order branches merge with the fewest conflicts',
      load: async () => (await import('./plan.ts')).command,
    },
    {
      name: 'delete',
      summary: 'Delete a branch; what is not merged has to be confirmed',
      load: async () => (await import('./delete.ts')).command,
    },
    {
      name: 'restore',
      summary: 'Bring a deleted branch back, or list those that can be',
      load: async () => (await import('./restore.ts')).command,
    },
    {
      name: 'cleanup',
      summary: 'List merged and stale branches, or delete those of them that you name',
      load: async () => (await import('./cleanup.ts')).command,
    },
    {
      name: 'fetch',
      summary: 'Fetch the branches of a remote; no local branch moves',
      load: async () => (await import('./fetch.ts')).command,
    },
    {
      name: 'push',
      summary: 'Push a branch with a lease: refused where the remote has moved since it was fetched',
      load: async () => (await import('./push.ts')).command,
    },
    {
      name: 'enqueue',
      summary: 'Put a branch into the merge queue of its target',
      load: async () => (await import('./enqueue.ts')).command,
    },
    {
      name: 'queue',
      summary: 'Show the merge queues; pause, resume or cancel, and allow their checks',
      load: async () => (await import('./queue.ts')).command,
    },
  ],
};
