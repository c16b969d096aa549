import type { CommandGroup } from '../../command.ts';

/** Decisions about work, in the order in which they come up. */
const judgements = {
  answer: 'Answer the question of the worker of a task',
  verify: 'Look at the evidence of a task once more; never of your own',
  accept: 'Accept work whose evidence does not suffice; never your own',
  credit: 'Credit the points of a verified task, whose evidence is looked at once more; never your own',
  dispute: 'Contest a task that was verified or credited',
  resolve: 'Decide a dispute: the credit stands, or its points go back to the contract',
  reverse: 'Take the credit of a task back by an entry of its own',
  cancel: 'End a task that is not credited',
} as const;

/** What becomes of a contract as a whole. */
const changes = {
  amend: 'Change budget, title, deadline or parties of a contract',
  close: 'Close a contract: nothing more is claimed or credited',
  reopen: 'Open a closed contract again',
} as const;

/** Contracts, their tasks, and what was credited for them. */
export const group: CommandGroup = {
  name: 'contracts',
  summary: 'List contracts, claim and hand in their tasks, credit what is proven',
  commands: [
    {
      name: 'list',
      summary: 'List contracts with their points',
      load: async () => (await import('./list.ts')).command,
    },
    {
      name: 'show',
      summary: 'Show a contract with its tasks, balances and last entries',
      load: async () => (await import('./show.ts')).command,
    },
    {
      name: 'create',
      summary: 'Create a contract with a budget of points',
      load: async () => (await import('./create.ts')).command,
    },
    ...changing(),
    {
      name: 'task',
      summary: 'Add a task to a contract',
      load: async () => (await import('./task.ts')).command,
    },
    {
      name: 'claim',
      summary: 'Take a task out of the pool for an agent; its points are held',
      load: async () => (await import('./claim.ts')).command,
    },
    {
      name: 'submit',
      summary: 'Hand a task in with evidence, and wait for what the service sees',
      load: async () => (await import('./submit.ts')).command,
    },
    {
      name: 'ask',
      summary: 'Wait for the answer to a question about a task that somebody works on',
      load: async () => (await import('./ask.ts')).command,
    },
    {
      name: 'release',
      summary: 'Give a task back to the pool, or end it as failed',
      load: async () => (await import('./release.ts')).command,
    },
    ...judging(),
    {
      name: 'reconcile',
      summary: 'List everything in which files and the ledger disagree, with all places',
      load: async () => (await import('./reconcile.ts')).command,
    },
    {
      name: 'import',
      summary: 'Take contracts and tasks that files declare into the ledger',
      load: async () => (await import('./import.ts')).command,
    },
    {
      name: 'leaderboard',
      summary: 'Show who has earned how many points, in all or of one contract',
      load: async () => (await import('./leaderboard.ts')).command,
    },
  ],
};

function changing(): CommandGroup['commands'] {
  return (Object.keys(changes) as (keyof typeof changes)[]).map((name) => ({
    name,
    summary: changes[name],
    load: async () => (await import('./changes.ts'))[name],
  }));
}

function judging(): CommandGroup['commands'] {
  return (Object.keys(judgements) as (keyof typeof judgements)[]).map((name) => ({
    name,
    summary: judgements[name],
    load: async () => (await import('./judgements.ts'))[name],
  }));
}
