import type { Tool } from './tool.ts';

const contract = 'Contract of the task, as list_tasks shows it.';
const task = 'Id of the task within its contract, as list_tasks shows it.';
const attempt = 'The attempt you claimed: refused if the task was given to somebody else since.';
const fence = 'Fence of the lease you claimed it under: refused if a newer one was granted.';

/** The way of a task from the pool to its credit. */
export const taskTools: readonly Tool[] = [
  {
    name: 'list_tasks',
    title: 'List tasks',
    description:
      'Tasks of all contracts with points, files, state, assignee and evidence. A task in the state submitted is open. One with a phantom sentence has nothing left to do: its file does not exist, is short enough already, or is merged. Do not claim it without looking.',
    route: 'listTasks',
    takes: {},
    chooses: {
      state: 'submitted (open), working, input-required, completed, failed, canceled or rejected.',
      assignee: 'Only tasks of this agent.',
      contract: 'Only tasks of this contract.',
    },
  },
  {
    name: 'next_task',
    title: 'Get the next task',
    description:
      'Get the task you should work on next, chosen by what you can do, by priority and by fairness, claimed for you with the leases on its files; the one you have already, where you have one. Answers with why where there is none.',
    route: 'nextTask',
    acting: 'agent',
    takes: { agent: 'Your agent id. Needed only where you were not started as one agent.' },
  },
  {
    name: 'claim_task',
    title: 'Claim a task',
    description:
      'Take an open task, so that you alone work on it; its points are held for you. Where several claim it, exactly one gets it and the others are told who did. Claim before you start.',
    route: 'claimTask',
    acting: 'agent',
    takes: {
      contract,
      task,
      agent: 'Your agent id. Needed only where you were not started as one agent.',
      fence: 'Fence of your lease on the task, where you have one.',
      anyway: 'Why you claim a task that is flagged as a phantom.',
    },
  },
  {
    name: 'release_task',
    title: 'Release a task',
    description:
      'Give a task that you claimed back to the pool so that somebody else can do it, or end it as failed where it cannot be done.',
    route: 'releaseTask',
    takes: {
      contract,
      task,
      reason: 'Why, in a sentence.',
      failed: 'True where it cannot be done at all.',
      attempt,
      fence,
    },
  },
  {
    name: 'submit_task',
    title: 'Submit a task with evidence',
    description:
      'Hand in a task you have done, with evidence that the service checks itself: a merged branch, a commit that touches the files, a line count, no V2 findings, a passed gate, a green test report. Claims without evidence are worth nothing here. You cannot verify, accept or credit your own work.',
    route: 'submitTask',
    takes: {
      contract,
      task,
      evidence: 'What shows that it is done; at least one entry helps.',
      attempt,
      fence,
    },
  },
  {
    name: 'ask_about_task',
    title: 'Ask about a task',
    description:
      'Ask a person a question about a task you work on and wait for the answer; meanwhile it is shown as waiting for input.',
    route: 'askTask',
    takes: { contract, task, question: 'What you need to know, in a sentence.', attempt, fence },
  },
];
