import type { Handlers } from '../../http/handlers.ts';
import type { BranchMonitor } from '../branchMonitor.ts';
import type { RemoteOperations } from './remoteOperations.ts';

/** The routes of the remote. Each answers once the rows show what branches follow. */
export function remoteRoutes(
  remote: RemoteOperations,
  monitor: BranchMonitor,
): Pick<Handlers, 'fetchRemote' | 'pushBranch'> {
  return {
    fetchRemote: async ({ body, meta, signal }) => {
      const fetched = await remote.fetch(body, meta, signal);
      await monitor.refresh();
      return fetched;
    },
    pushBranch: async ({ body, meta, signal }) => {
      const pushed = await remote.push(body, meta, signal);
      await monitor.refresh();
      return pushed;
    },
  };
}
