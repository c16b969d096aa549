import type { Handlers } from '../../http/handlers.ts';
import type { Assigner } from './assigner.ts';

/** The routes that give agents their work. */
export function assignmentRoutes(assigner: Assigner): Pick<Handlers, 'nextTask' | 'assignTask'> {
  return {
    nextTask: ({ params, meta }) => assigner.next(params.agent, meta),
    assignTask: ({ params, body, meta }) => assigner.assign(params, body, meta),
  };
}
