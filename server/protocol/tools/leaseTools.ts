import type { Tool } from './tool.ts';

const lease = 'Id of the lease, as take_lease and list_leases show it.';
const holder = 'Your agent id. Needed only where you were not started as one agent.';
const fence = 'The fence you were given: refused if a newer one was granted since.';

/** What agents hold so that no two of them collide. */
export const leaseTools: readonly Tool[] = [
  {
    name: 'take_lease',
    title: 'Take a lease',
    description:
      'Hold files, a task, or something outside the repository that agents collide on, before you touch it. While you hold it nobody else gets it. It ends by itself when you are silent for long; heartbeats keep it. Refused with the name of the holder where it overlaps what somebody else holds; with wait you stand in line. Keep the fence of the answer: it proves that you are the newest holder.',
    route: 'takeLease',
    acting: 'holder',
    takes: {
      holder,
      kind: 'paths for files, task for work of a contract, resource for anything else.',
      subject:
        'Paths or globs of files such as ["src/core/**"]; contract/task of a task; or port:5432, database:test, cache:npm, stash.',
      task: 'Task it is held for, as contract/task: it ends with the task.',
      seconds: 'Silence after which it ends.',
      wait: 'True to stand in line where others hold it.',
      reason: 'What for, in a sentence.',
    },
  },
  {
    name: 'renew_lease',
    title: 'Renew a lease',
    description:
      'Hold a lease for longer. Refused where it has ended: then somebody else may hold it already.',
    route: 'renewLease',
    acting: 'holder',
    takes: { lease, holder, fence, seconds: 'Silence after which it ends.' },
  },
  {
    name: 'release_lease',
    title: 'Release a lease',
    description: 'Give back what you hold, as soon as you are done with it; who waits for it gets it.',
    route: 'releaseLease',
    acting: 'holder',
    takes: { lease, holder, fence, reason: 'Why, in a sentence.' },
  },
  {
    name: 'list_leases',
    title: 'List leases',
    description: 'What agents hold at the moment, until when, and who waits.',
    route: 'listLeases',
    takes: {},
    chooses: {
      holder: 'Only leases of this agent.',
      kind: 'paths, task or resource.',
      state: 'held or waiting.',
    },
  },
  {
    name: 'who_holds',
    title: 'Who holds a file',
    description: 'Which agent holds a file, if any. Ask before you change a file you have no lease on.',
    route: 'leaseHolder',
    takes: { path: 'Path inside the repository, such as src/core.py.' },
  },
];
