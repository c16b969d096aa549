import * as z from 'zod';
import { identifier } from '../names.ts';
import {
  addTaskSchema,
  askTaskSchema,
  cancelTaskSchema,
  claimTaskSchema,
  judgeTaskSchema,
  releaseTaskSchema,
  resolveTaskSchema,
  submitTaskSchema,
  taskSchema,
} from '../tasks.ts';
import { get, none, post } from './route.ts';

const params = z.object({ contract: identifier, task: identifier });
const shared = { params, reply: taskSchema } as const;

/** Operations on the tasks of contracts: from the pool over its evidence to its credit. */
export const taskRoutes = {
  listTasks: get('/v1/tasks', 'Tasks of contracts with state, worker and evidence', z.array(taskSchema)),
  addTask: post({
    path: '/v1/contracts/:contract/tasks',
    summary: 'Add a task to a contract; it goes to the pool',
    params: z.object({ contract: identifier }),
    body: addTaskSchema,
    reply: taskSchema,
    status: 201,
  }),
  claimTask: post({
    path: '/v1/tasks/:contract/:task/claim',
    summary: 'Take a task out of the pool; its points are held. Of several claims exactly one wins',
    body: claimTaskSchema,
    role: 'agent',
    ...shared,
  }),
  releaseTask: post({
    path: '/v1/tasks/:contract/:task/release',
    summary: 'Give a task back to the pool, or end it as failed',
    body: releaseTaskSchema,
    role: 'agent',
    ...shared,
  }),
  askTask: post({
    path: '/v1/tasks/:contract/:task/ask',
    summary: 'Wait for the answer to a question about the task',
    body: askTaskSchema,
    role: 'agent',
    ...shared,
  }),
  answerTask: post({
    path: '/v1/tasks/:contract/:task/answer',
    summary: 'Answer the question of the worker of a task, which goes on with it',
    body: judgeTaskSchema,
    ...shared,
  }),
  submitTask: post({
    path: '/v1/tasks/:contract/:task/submit',
    summary: 'Hand a task in with evidence, which the service then looks at',
    body: submitTaskSchema,
    role: 'agent',
    ...shared,
    status: 202,
  }),
  verifyTask: post({
    path: '/v1/tasks/:contract/:task/verify',
    summary: 'Look at the evidence of a task that was handed in once more; answers with what was seen',
    body: none,
    ...shared,
  }),
  acceptTask: post({
    path: '/v1/tasks/:contract/:task/accept',
    summary: 'Accept work whose evidence does not suffice, with a reason; never your own',
    body: judgeTaskSchema,
    ...shared,
  }),
  creditTask: post({
    path: '/v1/tasks/:contract/:task/credit',
    summary: 'Credit the points of a verified task; its evidence is looked at once more. Never your own',
    body: none,
    ...shared,
  }),
  disputeTask: post({
    path: '/v1/tasks/:contract/:task/dispute',
    summary: 'Contest a task that was verified or credited; its points are held until that is resolved',
    body: judgeTaskSchema,
    role: 'agent',
    ...shared,
  }),
  resolveTask: post({
    path: '/v1/tasks/:contract/:task/resolve',
    summary: 'Decide a dispute',
    body: resolveTaskSchema,
    ...shared,
  }),
  reverseTask: post({
    path: '/v1/tasks/:contract/:task/reverse',
    summary: 'Take the credit of a task back by an entry of its own; the task ends as rejected',
    body: judgeTaskSchema,
    ...shared,
  }),
  cancelTask: post({
    path: '/v1/tasks/:contract/:task/cancel',
    summary: 'End a task that is not credited as canceled or rejected',
    body: cancelTaskSchema,
    ...shared,
  }),
} as const;
