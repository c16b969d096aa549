import type { taskRoutes as routeTable } from '../../protocol/routes/taskRoutes.ts';
import type { Handlers } from '../http/handlers.ts';
import type { TaskDesk } from './taskDesk.ts';

/** The routes of tasks. */
export function taskRoutes(desk: TaskDesk): Pick<Handlers, Exclude<keyof typeof routeTable, 'listTasks'>> {
  return {
    addTask: ({ params, body, meta }) => desk.add(params.contract, { ...body, source: 'ledger' }, meta),
    claimTask: ({ params, body, meta }) => desk.claim(params, body, meta),
    releaseTask: ({ params, body, meta }) => desk.release(params, body, meta),
    askTask: ({ params, body, meta }) => desk.ask(params, body, meta),
    answerTask: ({ params, body, meta }) => desk.answer(params, body, meta),
    submitTask: ({ params, body, meta }) => desk.submit(params, body, meta),
    verifyTask: ({ params, meta }) => desk.verify(params, meta),
    acceptTask: ({ params, body, meta }) => desk.accept(params, body, meta),
    creditTask: ({ params, meta }) => desk.credit(params, meta),
    disputeTask: ({ params, body, meta }) => desk.dispute(params, body, meta),
    resolveTask: ({ params, body, meta }) => desk.resolve(params, body, meta),
    reverseTask: ({ params, body, meta }) => desk.reverse(params, body, meta),
    cancelTask: ({ params, body, meta }) => desk.cancel(params, body, meta),
  };
}
