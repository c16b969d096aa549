import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { Handlers } from '../../http/handlers.ts';
import type { MergeQueue } from './mergeQueue.ts';
import { approveCheck, checkApprovals } from './queueChecks.ts';

export interface QueueRouteParts {
  readonly commands: CommandStore;
  readonly configuration: ConfigurationFile;
  readonly queue: MergeQueue;
}

type QueueHandlers = Pick<
  Handlers,
  | 'enqueue'
  | 'cancelQueued'
  | 'moveQueuedToFront'
  | 'pauseQueue'
  | 'resumeQueue'
  | 'queueChecks'
  | 'approveCheck'
>;

/** The routes of the merge queue and of the approval of its checks. */
export function queueRoutes({ commands, configuration, queue }: QueueRouteParts): QueueHandlers {
  return {
    enqueue: ({ body, meta }) => queue.enqueue(body, meta),
    cancelQueued: ({ body, meta }) => queue.cancel(body.branch, body.target, meta),
    moveQueuedToFront: ({ body, meta }) => queue.moveToFront(body.branch, body.target, meta),
    pauseQueue: ({ body, meta }) => queue.pause(body.target, body.reason, meta),
    resumeQueue: ({ body, meta }) => queue.resume(body.target, meta),
    queueChecks: () => checkApprovals(commands, configuration.current),
    approveCheck: async ({ body, meta }) => {
      await approveCheck(commands, configuration.current, body.hash, meta);
      return checkApprovals(commands, configuration.current);
    },
  };
}
